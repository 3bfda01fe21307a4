import { BodyLong, BodyShort, Button, Radio, RadioGroup, Select, VStack } from '@navikt/ds-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { startChoices, startJourney } from '#journey/api.ts';
import { referenceFault } from '#journey/reference.ts';
import type { ProcessId, TeamId } from '#lib/id.ts';
import { useAnswer, useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { Page } from '#ui/page.tsx';
import { useSession } from '#ui/session.ts';
import { Answered, Empty, ProblemView } from '#ui/state.tsx';
import { TextLine } from '#ui/text-line.tsx';
import { useWords } from '#ui/words.ts';
import './journey.css';

type Choices = z.output<typeof startChoices.output>['items'];

const blank = { processId: '', startSituation: '', goalSituation: '', teamId: '', reference: '' };

/** Starts a journey: first the need, then where the person is and needs to be, in codes and never in words about them. */
export function StartJourney() {
  const { t } = useWords();
  const answer = useAnswer(startChoices, {});
  return (
    <Page
      title={t('journey.start.title')}
      lead={t('journey.start.lead')}
      crumbs={[{ to: '/resor', text: t('journey.list.title') }]}
    >
      <Answered answer={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('journey.start.none')}>{t('journey.start.none.text')}</Empty>
          ) : (
            <StartForm choices={items} />
          )
        }
      </Answered>
    </Page>
  );
}

/** What can't be a reference, if one was typed. */
function faultOf(reference: string) {
  return reference.trim() === '' ? undefined : referenceFault(reference.trim());
}

function onlyOf(list: readonly { readonly id: string }[] | undefined): string {
  return list?.length === 1 ? (list[0]?.id ?? '') : '';
}

/** The form when a road has been chosen. */
function chosen(draft: typeof blank, road: Choices[number]): typeof blank {
  return {
    ...draft,
    processId: road.processId,
    teamId: '',
    startSituation: onlyOf(road.startSituations),
    goalSituation: onlyOf(road.goalSituations),
  };
}

function StartForm({ choices }: { choices: Choices }) {
  const { t } = useWords();
  const { teams, acting } = useSession();
  const navigate = useNavigate();
  const [kept, setDraft, clear] = useDraft('start-journey', blank);
  const [only] = choices.length === 1 ? choices : [];
  // What there is only one of needs no choosing: the need, where one is, where one needs to be, and the team.
  const draft = only !== undefined && kept.processId === '' ? chosen(kept, only) : kept;
  const [missing, setMissing] = useState(false);
  const [looked, setLooked] = useState(false);
  const start = useDo(startJourney);
  const road = choices.find((c) => c.processId === draft.processId);
  const own = acting?.scope.kind === 'team' ? acting.scope.teamId : undefined;
  const team =
    draft.teamId ||
    onlyOf(road?.teams) ||
    road?.teams.find((x) => x.id === own)?.id ||
    road?.teams.find((x) => teams.some((y) => y.id === x.id))?.id ||
    '';
  const choose = (processId: string) => {
    const next = choices.find((c) => c.processId === processId);
    if (next !== undefined) setDraft(chosen(draft, next));
  };
  const submit = () => {
    setLooked(true);
    if (faultOf(draft.reference) !== undefined) return;
    const incomplete = road === undefined || draft.startSituation === '' || draft.goalSituation === '' || team === '';
    setMissing(incomplete);
    if (incomplete) return;
    start.mutate(
      {
        body: {
          processId: draft.processId as ProcessId,
          startSituation: draft.startSituation,
          goalSituation: draft.goalSituation,
          teamId: team as TeamId,
          ...(draft.reference.trim() === '' ? {} : { reference: draft.reference.trim() }),
        },
      },
      {
        onSuccess: (page) => {
          clear();
          void navigate({ to: `/resor/${page.id}` });
        },
      },
    );
  };
  const fault = looked ? faultOf(draft.reference) : undefined;
  const required = missing ? t('journey.start.choose') : undefined;
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      <VStack gap="space-32">
        <RadioGroup
          legend={t('journey.start.need')}
          value={draft.processId}
          onChange={choose}
          error={draft.processId === '' && required}
        >
          {choices.map((c) => (
            <Radio
              key={c.processId}
              value={c.processId}
              description={t('journey.start.road', { name: c.processName, end: c.satisfiedNeed })}
            >
              {c.need}
            </Radio>
          ))}
        </RadioGroup>
        {road !== undefined && (
          <div className="rv-form">
            <RadioGroup
              legend={t('journey.start.from')}
              value={draft.startSituation}
              onChange={(v: string) => setDraft({ ...draft, startSituation: v })}
              error={draft.startSituation === '' && required}
            >
              {road.startSituations.map((s) => (
                <Radio key={s.id} value={s.id}>
                  {s.name}
                </Radio>
              ))}
            </RadioGroup>
            <RadioGroup
              legend={t('journey.start.to')}
              value={draft.goalSituation}
              onChange={(v: string) => setDraft({ ...draft, goalSituation: v })}
              error={draft.goalSituation === '' && required}
            >
              {road.goalSituations.map((s) => (
                <Radio key={s.id} value={s.id}>
                  {s.name}
                </Radio>
              ))}
            </RadioGroup>
            <Select
              label={t('journey.start.team')}
              value={team}
              onChange={(e) => setDraft({ ...draft, teamId: e.target.value })}
              error={team === '' && required}
            >
              <option value="">{t('journey.start.team.choose')}</option>
              {road.teams.map((x) => (
                <option key={x.id} value={x.id}>
                  {x.name}
                </option>
              ))}
            </Select>
            <TextLine
              label={t('journey.start.reference')}
              description={t('journey.start.reference.help')}
              most={60}
              value={draft.reference}
              error={fault === undefined ? undefined : t(`journey.start.reference.${fault}`)}
              onChange={(e) => setDraft({ ...draft, reference: e.target.value })}
            />
          </div>
        )}
        <BodyLong className="rv-soft">{t('journey.start.responsible')}</BodyLong>
        {start.error && <ProblemView problem={start.error} />}
        <div className="rv-form-actions">
          <Button type="submit" loading={start.isPending}>
            {t('journey.start.submit')}
          </Button>
          <BodyShort size="small" className="rv-soft">
            {t('journey.draft-kept')}
          </BodyShort>
        </div>
      </VStack>
    </form>
  );
}
