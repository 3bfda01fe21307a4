import {
  BodyLong,
  BodyShort,
  Button,
  Checkbox,
  CheckboxGroup,
  Heading,
  Radio,
  RadioGroup,
  ReadMore,
} from '@navikt/ds-react';
import { type ReactNode, useState } from 'react';
import { chooseWay, completeStep, putBackStep, recordEvent, takeStep } from '#journey/api.ts';
import type { Offered } from '#journey/view.ts';
import { useFormat } from '#ui/format.ts';
import { To } from '#ui/link.tsx';
import { Section } from '#ui/page.tsx';
import { useSession } from '#ui/session.ts';
import { Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { useActs } from './acts.tsx';
import { IncomingHandoff, OfferForm } from './handoff-form.tsx';
import { Undo } from './undo.tsx';

/** What the road offers now: the main thing on the page. */
export function NextSteps() {
  const { t } = useWords();
  const { page, done } = useActs();
  if (page.state === 'closed') {
    // Who has just closed it is offered to undo that where it is said (`JustDone`).
    const said = done !== null && done.act === page.undo?.act;
    return (
      <Section title={t('journey.closed.section')}>
        <Empty title={t('journey.closed.title')} action={said ? undefined : <Undo />}>
          {t('journey.closed.text')}
        </Empty>
      </Section>
    );
  }
  const [steps, beside] = [
    page.offered.filter((o) => o.kind !== 'event'),
    page.offered.filter((o) => o.kind === 'event'),
  ];
  return (
    <Section title={t('journey.next')}>
      {page.offered.length === 0 && <Empty title={t('journey.travelled.title')}>{t('journey.travelled.text')}</Empty>}
      {steps.length > 0 && (
        <div className="jo-next">
          {steps.map((offer) => (
            <OfferCard key={offer.id} offer={offer} />
          ))}
        </div>
      )}
      {beside.length > 0 && (
        <div className="jo-next">
          {beside.map((offer) => (
            <EventCard key={offer.id} offer={offer} />
          ))}
        </div>
      )}
    </Section>
  );
}

function OfferCard({ offer }: { offer: Offered }) {
  const { t } = useWords();
  const { page } = useActs();
  const coming = page.handoffList.find((h) => h.stepId === offer.id && h.state === 'offered');
  return (
    <article className="rv-card jo-offer" aria-labelledby={`offer-${offer.id}`}>
      <CardHead offer={offer} />
      {offer.kind === 'choice' ? (
        <ChoiceWork offer={offer} />
      ) : offer.state === 'needs-handoff' ? (
        <OfferForm offer={offer} />
      ) : offer.state === 'handed-over' && coming ? (
        <IncomingHandoff handoff={coming} />
      ) : (
        <StepWork offer={offer} />
      )}
      {offer.routine !== null && (
        <ReadMore header={t('journey.routine', { title: offer.routine.title })} size="small">
          <BodyLong className="jo-lines">{offer.routine.text}</BodyLong>
          <Meaning offer={offer} />
          {offer.kind === 'step' && (
            <To
              to={`/processer/${page.processId}/steg/${encodeURIComponent(offer.id)}`}
              search={{ version: page.versionNumber }}
            >
              {t('journey.routine.more')}
            </To>
          )}
        </ReadMore>
      )}
      {offer.routine === null && <Meaning offer={offer} />}
    </article>
  );
}

/** What the step is to give the one who travels: the value that the routine is there for (R122). */
function Meaning({ offer }: { offer: Offered }) {
  const { t } = useWords();
  if (offer.plainText === null) return null;
  return (
    <BodyLong className="jo-meaning">
      <strong>{t('journey.meaning')}</strong> {offer.plainText}
    </BodyLong>
  );
}

function CardHead({ offer }: { offer: Offered }) {
  const { t } = useWords();
  const f = useFormat();
  const late = offer.targetBy !== null && Date.parse(offer.targetBy) < Date.now();
  return (
    <header className="jo-offer-head">
      <Heading level="3" size="small" id={`offer-${offer.id}`}>
        {offer.name}
      </Heading>
      <BodyShort size="small" className="rv-soft">
        {[offer.lane, offer.teamName, t('journey.since', { day: f.day(offer.since) })]
          .filter((x) => x !== null)
          .join(' · ')}
      </BodyShort>
      {offer.targetBy !== null && (
        <BodyShort size="small" weight="semibold" className={late ? 'jo-late' : undefined}>
          {t(offer.kind === 'event' ? 'journey.runs-out' : late ? 'journey.target.passed' : 'journey.target', {
            day: f.day(offer.targetBy),
          })}
        </BodyShort>
      )}
    </header>
  );
}

/** Does a place lie with the team that the hat acts for? Others read what they can't do. */
function useIsOurs(): (teamId: string) => boolean {
  const { acting } = useSession();
  return (teamId) => acting?.scope.kind !== 'team' || acting.scope.teamId === teamId;
}

/** Taking, putting back and completing a step; when it can't be done, it is said why instead of leaving a dead button. */
function StepWork({ offer }: { offer: Offered }) {
  const { t } = useWords();
  const f = useFormat();
  const { page, act, may, pending } = useActs();
  const { person } = useSession();
  const isOurs = useIsOurs();
  const params = { journeyId: page.id, stepId: offer.id };
  const mine = offer.takenBy?.personId === person?.id;
  if (!may(takeStep) || !isOurs(offer.teamId))
    return <BodyShort className="rv-soft">{t('journey.only-reading', { team: offer.teamName })}</BodyShort>;
  if (offer.takenBy !== null && !mine)
    return (
      <BodyShort>{t('journey.taken-by', { who: offer.takenBy.name, when: f.dateTime(offer.takenBy.at) })}</BodyShort>
    );
  // Taken first, then done: the time between is the work itself, without it results would know only the waiting.
  if (!mine)
    return (
      <div className="rv-form-actions">
        <Button
          size="small"
          loading={pending === `take-${offer.id}`}
          onClick={() =>
            act(
              `take-${offer.id}`,
              takeStep,
              { params, body: { expected: page.revision } },
              { text: t('journey.done.taken', { step: offer.name }) },
            )
          }
        >
          {t('journey.take')}
        </Button>
      </div>
    );
  return (
    <>
      {offer.takenBy !== null && (
        <BodyShort size="small">{t('journey.taken-by-you', { when: f.dateTime(offer.takenBy.at) })}</BodyShort>
      )}
      <WithChoice
        offer={offer}
        label={t('journey.complete')}
        busy={pending === `complete-${offer.id}`}
        submit={(choice) =>
          act(
            `complete-${offer.id}`,
            completeStep,
            { params, body: { expected: page.revision, ...(choice === undefined ? {} : { choice }) } },
            { text: t('journey.done.completed', { step: offer.name }), undoable: true },
          )
        }
      >
        <Button
          size="small"
          variant="tertiary"
          data-color="neutral"
          loading={pending === `put-${offer.id}`}
          onClick={() =>
            act(`put-${offer.id}`, putBackStep, { params }, { text: t('journey.done.put-back', { step: offer.name }) })
          }
        >
          {t('journey.put-back')}
        </Button>
      </WithChoice>
    </>
  );
}

function ChoiceWork({ offer }: { offer: Offered }) {
  const { t } = useWords();
  const { page, act, may, pending } = useActs();
  const isOurs = useIsOurs();
  if (!may(chooseWay) || !isOurs(offer.teamId))
    return <BodyShort className="rv-soft">{t('journey.only-reading', { team: offer.teamName })}</BodyShort>;
  return (
    <WithChoice
      offer={offer}
      label={t('journey.choose')}
      busy={pending === `choose-${offer.id}`}
      submit={(choice) =>
        choice !== undefined &&
        act(
          `choose-${offer.id}`,
          chooseWay,
          { params: { journeyId: page.id, gatewayId: offer.id }, body: { expected: page.revision, choice } },
          { text: t('journey.done.chosen'), undoable: true },
        )
      }
    />
  );
}

function EventCard({ offer }: { offer: Offered }) {
  const { t } = useWords();
  const f = useFormat();
  const { page, act, may, pending } = useActs();
  const isOurs = useIsOurs();
  const early = offer.targetBy !== null && Date.parse(offer.targetBy) > Date.now();
  return (
    <article className="rv-card jo-event" aria-labelledby={`offer-${offer.id}`}>
      <CardHead offer={offer} />
      {may(recordEvent) && isOurs(offer.teamId) && early ? (
        <BodyShort className="rv-soft">
          {t('journey.event.early', { when: f.dateTime(offer.targetBy ?? '') })}
        </BodyShort>
      ) : may(recordEvent) && isOurs(offer.teamId) ? (
        <WithChoice
          offer={offer}
          label={t('journey.event.happened')}
          quiet
          busy={pending === `event-${offer.id}`}
          submit={(choice) =>
            act(
              `event-${offer.id}`,
              recordEvent,
              {
                params: { journeyId: page.id, eventId: offer.id },
                body: { expected: page.revision, ...(choice === undefined ? {} : { choice }) },
              },
              { text: t('journey.done.event', { event: offer.name }), undoable: true },
            )
          }
        />
      ) : (
        <BodyShort className="rv-soft">{t('journey.only-reading', { team: offer.teamName })}</BodyShort>
      )}
    </article>
  );
}

/** The way on where the road forks after a step, asked for beside the button that goes on. */
function WithChoice({
  offer,
  label,
  busy,
  quiet = false,
  submit,
  children,
}: {
  offer: Offered;
  label: string;
  busy: boolean;
  quiet?: boolean;
  submit: (choice: string | string[] | undefined) => void;
  children?: ReactNode;
}) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<string[]>([]);
  const [asked, setAsked] = useState(false);
  const forks = offer.choices.length > 1;
  const question = sharedQuestion(offer.choices);
  const error = asked && forks && chosen.length === 0 ? t('journey.choice.missing') : undefined;
  const go = () => {
    setAsked(true);
    if (forks && chosen.length === 0) return;
    submit(forks ? (offer.many ? chosen : chosen[0]) : offer.kind === 'choice' ? offer.choices[0]?.flowId : undefined);
  };
  return (
    <>
      {forks && offer.many && (
        <CheckboxGroup
          size="small"
          legend={question ?? t('journey.choice.many')}
          description={question && t('journey.choice.several')}
          value={chosen}
          onChange={setChosen}
          error={error}
        >
          {offer.choices.map((c) => (
            <Checkbox key={c.flowId} value={c.flowId}>
              {question === undefined ? withQuestion(c) : c.name}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
      {forks && !offer.many && (
        <RadioGroup
          size="small"
          legend={question ?? t('journey.choice')}
          hideLegend={question === offer.name}
          value={chosen[0] ?? ''}
          onChange={(v: string) => setChosen([v])}
          error={error}
        >
          {offer.choices.map((c) => (
            <Radio key={c.flowId} value={c.flowId}>
              {question === undefined ? withQuestion(c) : c.name}
            </Radio>
          ))}
        </RadioGroup>
      )}
      <div className="rv-form-actions">
        <Button size="small" variant={quiet ? 'secondary' : 'primary'} loading={busy} onClick={go}>
          {label}
        </Button>
        {children}
      </div>
    </>
  );
}

/** The question that all ways answer; none when the road gives none, or when a chain of forks asks several. */
function sharedQuestion([first, ...others]: Offered['choices']): string | undefined {
  const question = first?.question ?? '';
  return question !== '' && others.every((c) => c.question === question) ? question : undefined;
}

function withQuestion({ question, name }: Offered['choices'][number]): string {
  if (question === '') return name;
  return question.endsWith('?') ? `${question} ${name}` : `${question}: ${name}`;
}
