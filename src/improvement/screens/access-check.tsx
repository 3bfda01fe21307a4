import './access-check.css';
import { Button, Radio, RadioGroup, Tag, Textarea } from '@navikt/ds-react';
import { useId, useState } from 'react';
import type { CheckedReading, ReadingVerdict } from '#improvement/access-check.ts';
import {
  type AccessCheckPage,
  finishAccessCheck,
  getAccessCheck,
  judgeReading,
  listAccessChecks,
  listMonthsToCheck,
} from '#improvement/access-check-api.ts';
import { useParam } from '#ui/address.ts';
import { useAnswer, useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { shortName, useFormat } from '#ui/format.ts';
import { useHatName } from '#ui/hat.ts';
import { To } from '#ui/link.tsx';
import { useNotice } from '#ui/notice.tsx';
import { Facts, Page, Section } from '#ui/page.tsx';
import { Answered, ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';

const verdicts: readonly ReadingVerdict[] = ['founded', 'unclear', 'unfounded'];
const changed = [getAccessCheck, listAccessChecks, listMonthsToCheck];

/** What speaks for and against a reading, as far as the facts tell. */
function Signs({ reading }: { reading: CheckedReading }) {
  const { t } = useWords();
  return (
    <ul className="ac-signs">
      <li>
        <Tag size="xsmall" variant="outline" data-color={reading.acts === 0 ? 'warning' : 'neutral'}>
          {t('improvement.check.acts', { n: reading.acts })}
        </Tag>
      </li>
      {!reading.inTeam && (
        <li>
          <Tag size="xsmall" variant="outline" data-color="warning">
            {t('improvement.check.not-in-team')}
          </Tag>
        </li>
      )}
      {reading.closedBefore && (
        <li>
          <Tag size="xsmall" variant="outline" data-color="neutral">
            {t('improvement.check.closed-before')}
          </Tag>
        </li>
      )}
    </ul>
  );
}

/** Judges one reading: *founded* is kept at once, anything else with a note that says why. */
function Judge({ check, reading }: { check: AccessCheckPage; reading: CheckedReading }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const [draft, setDraft, clear] = useDraft<{ verdict: ReadingVerdict | ''; note: string }>(
    `judge.${check.id}.${reading.readingId}`,
    { verdict: '', note: '' },
  );
  // Until the page has been read anew, what was kept last is what holds.
  const [kept, setKept] = useState(reading.verdict);
  const [tried, setTried] = useState(false);
  const judge = useDo(judgeReading, {
    invalidates: changed,
    onSuccess: (_, { body }) => {
      setKept(body.verdict);
      clear();
      notify({ text: t('improvement.check.judged') });
    },
  });
  const params = { checkId: check.id, readingId: reading.readingId };
  const needsNote = draft.verdict === 'unclear' || draft.verdict === 'unfounded';
  return (
    <form
      className="ac-judge"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        const { verdict, note } = draft;
        if (verdict !== '' && note.trim() !== '') judge.mutate({ params, body: { verdict, note } });
      }}
    >
      <RadioGroup
        size="small"
        legend={t('improvement.check.verdict')}
        hideLegend
        value={draft.verdict === '' ? (kept ?? '') : draft.verdict}
        onChange={(value: ReadingVerdict) => {
          setDraft({ verdict: value, note: draft.note === '' ? reading.note : draft.note });
          if (value === 'founded') judge.mutate({ params, body: { verdict: value } });
        }}
      >
        <div className="ac-verdicts">
          {verdicts.map((verdict) => (
            <Radio key={verdict} value={verdict}>
              {t(`improvement.check.verdict.${verdict}`)}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      {!needsNote && reading.note !== '' && <p className="ac-note">{reading.note}</p>}
      {needsNote && (
        <>
          <Textarea
            size="small"
            label={t('improvement.check.note')}
            value={draft.note}
            maxLength={500}
            minRows={2}
            error={tried && draft.note.trim() === '' ? t('shell.required') : undefined}
            onChange={(e) => setDraft({ ...draft, note: e.target.value })}
          />
          <div>
            <Button type="submit" size="small" variant="secondary" loading={judge.isPending}>
              {t('improvement.check.note.save')}
            </Button>
          </div>
        </>
      )}
      {judge.error !== null && <ProblemView problem={judge.error} />}
    </form>
  );
}

function ReadingRow({ check, reading }: { check: AccessCheckPage; reading: CheckedReading }) {
  const { t } = useWords();
  const format = useFormat();
  const hatName = useHatName();
  const id = useId();
  return (
    <li className="ac-reading" aria-labelledby={id}>
      <div className="ac-what">
        <strong id={id}>
          {reading.personName} <span className="rv-soft">({hatName(reading.hat, reading.ownRoleId)})</span>
        </strong>
        <span className="rv-soft">{reading.unitName}</span>
        <span>
          {t('improvement.check.read')} <To to={`/resor/${reading.journeyId}`}>{reading.reference}</To>,{' '}
          {shortName(reading.processName)}
        </span>
        <time dateTime={reading.at} className="rv-soft">
          {format.dateTime(reading.at)}
        </time>
        <Signs reading={reading} />
      </div>
      {check.may.includes('judge-reading') ? (
        <Judge check={check} reading={reading} />
      ) : (
        <div className="ac-judge">
          <span>{t(`improvement.check.verdict.${reading.verdict ?? 'none'}`)}</span>
          {reading.note !== '' && <p className="ac-note">{reading.note}</p>}
        </div>
      )}
    </li>
  );
}

function Finish({ check }: { check: AccessCheckPage }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const [draft, setDraft, clear] = useDraft(`finish-check.${check.id}`, { conclusion: '', followUp: '' });
  const [tried, setTried] = useState(false);
  const found = check.unclear + check.unfounded;
  const finish = useDo(finishAccessCheck, {
    onSuccess: () => {
      clear();
      notify({ text: t('improvement.check.finished-now') });
    },
  });
  const missing = (text: string) => (tried && text.trim() === '' ? t('shell.required') : undefined);
  return (
    <Section title={t('improvement.check.finish')}>
      <form
        className="rv-form"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          const whole = draft.conclusion.trim() !== '' && (found === 0 || draft.followUp.trim() !== '');
          if (whole) finish.mutate({ params: { checkId: check.id }, body: draft });
        }}
      >
        <Textarea
          label={t('improvement.check.conclusion')}
          description={t('improvement.check.conclusion.why')}
          value={draft.conclusion}
          maxLength={2000}
          minRows={3}
          error={missing(draft.conclusion)}
          onChange={(e) => setDraft({ ...draft, conclusion: e.target.value })}
        />
        {found > 0 && (
          <Textarea
            label={t('improvement.check.follow-up')}
            description={t('improvement.check.follow-up.why')}
            value={draft.followUp}
            maxLength={2000}
            minRows={3}
            error={missing(draft.followUp)}
            onChange={(e) => setDraft({ ...draft, followUp: e.target.value })}
          />
        )}
        {finish.error !== null && <ProblemView problem={finish.error} />}
        <div>
          <Button type="submit" loading={finish.isPending}>
            {t('improvement.check.finish')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** One check: the sample with what helps to judge it, and the conclusion that is kept as the record of it (D02). */
export function AccessCheckScreen() {
  const { t } = useWords();
  const format = useFormat();
  const checkId = useParam('checkId');
  const answer = useAnswer(getAccessCheck, { params: { checkId } });
  const check = answer.data;
  return (
    <Page
      title={
        check === undefined
          ? answer.error === null
            ? undefined
            : t('improvement.check')
          : t('improvement.check.title', { month: format.month(check.month) })
      }
      crumbs={[{ to: '/loggkontroll', text: t('improvement.checks') }]}
      marks={
        check !== undefined && (
          <Tag size="small" variant="moderate" data-color={check.finishedAt === null ? 'warning' : 'success'}>
            {check.finishedAt === null
              ? t('improvement.check.left', { n: check.left })
              : t('improvement.check.finished', { day: format.day(check.finishedAt) })}
          </Tag>
        )
      }
    >
      <Answered answer={answer}>
        {(found) => (
          <>
            <Facts
              items={[
                {
                  name: t('improvement.check.drawn'),
                  value: t('improvement.check.drawn.text', {
                    n: found.founded + found.unclear + found.unfounded + found.left,
                    pairs: found.pairs,
                    readings: found.readings,
                  }),
                },
                ...(found.personName === null ? [] : [{ name: t('improvement.check.whose'), value: found.personName }]),
                { name: t('improvement.check.by'), value: `${format.day(found.begunAt)}, ${found.begunByName}` },
                {
                  name: t('improvement.check.found'),
                  value: t('improvement.check.found.counts', {
                    founded: found.founded,
                    unclear: found.unclear,
                    unfounded: found.unfounded,
                  }),
                },
                ...(found.wholeMonth
                  ? []
                  : [{ name: t('improvement.check.part'), value: t('improvement.check.part.text') }]),
              ]}
            />
            {found.conclusion !== null && (
              <Section title={t('improvement.check.conclusion')}>
                <p className="ac-note">{found.conclusion}</p>
                {found.followUp !== null && found.followUp !== '' && (
                  <>
                    <strong>{t('improvement.check.follow-up')}</strong>
                    <p className="ac-note">{found.followUp}</p>
                  </>
                )}
              </Section>
            )}
            {found.sample === null ? (
              <p className="rv-soft">{t('improvement.check.sample.hidden')}</p>
            ) : (
              <Section title={t('improvement.check.sample', { n: found.sample.length })}>
                <ol className="ac-sample">
                  {found.sample.map((reading) => (
                    <ReadingRow key={reading.readingId} check={found} reading={reading} />
                  ))}
                </ol>
              </Section>
            )}
            {found.may.includes('finish-access-check') && found.left === 0 && <Finish check={found} />}
          </>
        )}
      </Answered>
    </Page>
  );
}
