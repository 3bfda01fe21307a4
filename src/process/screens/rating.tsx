import { BodyLong, BodyShort, Button, Heading, Radio, RadioGroup, Textarea } from '@navikt/ds-react';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useRef, useState } from 'react';
import { personalDataIn } from '#lib/identity-number.ts';
import type { ProcessPage } from '#process/api.ts';
import { commentLimit, type RatingSummary, type RatingValue, ratingValues } from '#process/rating.ts';
import { getRating, listRatingComments, type ProcessRating, rateProcess, withdrawRating } from '#process/rating-api.ts';
import { answerKey, useAnswer, useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { useFormat } from '#ui/format.ts';
import { useNotice } from '#ui/notice.tsx';
import { Answered, Loading, ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import './rating.css';

/** How easily people find the road (R056): one's own answer, everybody's sum, and to those who lead the road what is written. */
export function Rating({ page }: { page: ProcessPage }) {
  const { t } = useWords();
  const answer = useAnswer(getRating, { params: { processId: page.id } });
  return (
    <section className="ra-rating" aria-labelledby="ra-title">
      <div>
        <Heading level="2" size="small" id="ra-title">
          {t('process.rating.title')}
        </Heading>
        <BodyShort size="small" className="rv-soft">
          {t('process.rating.why')}
        </BodyShort>
      </div>
      <Answered answer={answer} loading={<Loading rows={1} height={200} />}>
        {(rating) => (
          <div className="ra-parts">
            <Own processId={page.id} own={rating.own} />
            <Everybody summary={rating.summary} />
            {page.may.includes(listRatingComments.name) && <Comments processId={page.id} />}
          </div>
        )}
      </Answered>
    </section>
  );
}

interface Draft {
  readonly value: RatingValue | null;
  readonly comment: string;
}
const blank: Draft = { value: null, comment: '' };

/** What both ways of changing one's answer do when it is done: the answer is on the screen at once, and its comments follow. */
function useKept(processId: ProcessPage['id']) {
  const queries = useQueryClient();
  return (rating: ProcessRating) => {
    queries.setQueryData(answerKey(getRating, { params: { processId } }), rating);
  };
}

function Own({ processId, own }: { processId: ProcessPage['id']; own: ProcessRating['own'] }) {
  const [draft, setDraft, clear] = useDraft<Draft>(`rating-${processId}`, blank);
  // What is pressed goes away with what it was in; who uses the keyboard goes on from here.
  const frame = useRef<HTMLDivElement>(null);
  const open = own === null || draft.value !== null;
  return (
    <div ref={frame} tabIndex={-1} className="rv-card">
      {open ? (
        <OwnForm processId={processId} draft={draft} setDraft={setDraft} clear={clear} frame={frame} />
      ) : (
        <OwnAnswer processId={processId} own={own} edit={setDraft} frame={frame} />
      )}
    </div>
  );
}

function OwnForm({
  processId,
  draft,
  setDraft,
  clear,
  frame,
}: {
  processId: ProcessPage['id'];
  draft: Draft;
  setDraft: (draft: Draft) => void;
  clear: () => void;
  frame: RefObject<HTMLDivElement | null>;
}) {
  const { t } = useWords();
  const { notify } = useNotice();
  const kept = useKept(processId);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const rate = useDo(rateProcess, {
    invalidates: [listRatingComments],
    onSuccess: (rating) => {
      kept(rating);
      clear();
      frame.current?.focus();
      notify({ text: t('process.rating.saved') });
    },
  });
  const found = personalDataIn(draft.comment);
  return (
    <form
      ref={form}
      noValidate
      className="rv-form"
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        if (found !== undefined) form.current?.querySelector('textarea')?.focus();
        else if (draft.value !== null && !rate.isPending)
          rate.mutate({ params: { processId }, body: { value: draft.value, comment: draft.comment } });
      }}
    >
      <RadioGroup
        size="small"
        legend={t('process.rating.question')}
        description={t('process.rating.nameless')}
        value={draft.value ?? ''}
        onChange={(value: RatingValue) => setDraft({ ...draft, value })}
      >
        {ratingValues.map((value) => (
          <Radio key={value} value={value}>
            {value} – {t(`process.rating.value.${value}`)}
          </Radio>
        ))}
      </RadioGroup>
      {draft.value !== null && (
        <>
          <Textarea
            size="small"
            label={t('process.rating.comment')}
            description={t('process.rating.comment.who')}
            value={draft.comment}
            maxLength={commentLimit}
            minRows={2}
            error={
              tried && found !== undefined
                ? `${t('refusal.personal-data-in-text.why', { found })} ${t('refusal.personal-data-in-text.do')}`
                : undefined
            }
            onChange={(e) => setDraft({ value: draft.value, comment: e.target.value })}
          />
          {rate.error !== null && <ProblemView problem={rate.error} />}
          <div className="rv-form-actions">
            <Button type="submit" size="small" loading={rate.isPending}>
              {t('process.rating.send')}
            </Button>
            <Button
              type="button"
              size="small"
              variant="secondary"
              data-color="neutral"
              onClick={() => {
                clear();
                setTried(false);
                frame.current?.focus();
              }}
            >
              {t('shell.cancel')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

function OwnAnswer({
  processId,
  own,
  edit,
  frame,
}: {
  processId: ProcessPage['id'];
  own: NonNullable<ProcessRating['own']>;
  edit: (draft: Draft) => void;
  frame: RefObject<HTMLDivElement | null>;
}) {
  const { t } = useWords();
  const f = useFormat();
  const { notify } = useNotice();
  const kept = useKept(processId);
  const { value, comment } = own;
  const again = useDo(rateProcess, { invalidates: [listRatingComments], onSuccess: kept });
  const withdraw = useDo(withdrawRating, {
    invalidates: [listRatingComments],
    onSuccess: (rating) => {
      kept(rating);
      frame.current?.focus();
      const undo = () => again.mutate({ params: { processId }, body: { value, comment } });
      notify({ text: t('process.rating.withdrawn'), undo });
    },
  });
  return (
    <>
      <Heading level="3" size="xsmall">
        {t('process.rating.own')}
      </Heading>
      <BodyShort>
        {value} – {t(`process.rating.value.${value}`)} <span className="rv-soft">({f.day(own.ratedAt)})</span>
      </BodyShort>
      {comment !== '' && (
        <BodyLong size="small" className="ra-said">
          {comment}
        </BodyLong>
      )}
      {withdraw.error !== null && <ProblemView problem={withdraw.error} />}
      <div className="rv-form-actions">
        <Button
          size="small"
          variant="secondary"
          onClick={() => {
            edit({ value, comment });
            frame.current?.focus();
          }}
        >
          {t('process.rating.change')}
        </Button>
        <Button
          size="small"
          variant="tertiary"
          data-color="neutral"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate({ params: { processId } })}
        >
          {t('process.rating.withdraw')}
        </Button>
      </div>
    </>
  );
}

/** The sum of all answers: number, median and bars, or why there is nothing to see yet (D13). */
function Everybody({ summary }: { summary: RatingSummary | null }) {
  const { t } = useWords();
  const f = useFormat();
  return (
    <div className="rv-card">
      <Heading level="3" size="xsmall">
        {t('process.rating.all')}
      </Heading>
      {summary === null ? (
        <BodyLong size="small">{t('process.rating.few')}</BodyLong>
      ) : (
        <>
          <BodyShort>
            <strong className="ra-median">{t('process.rating.median', { median: f.number(summary.median, 1) })}</strong>{' '}
            {t('process.rating.people', { n: summary.people })}
          </BodyShort>
          {summary.bars.length > 0 && <Bars {...summary} />}
          <BodyLong size="small" className="rv-soft">
            {t('process.rating.steps')}
          </BodyLong>
        </>
      )}
    </div>
  );
}

/** Bars are told anew more seldom than the median; then they say so, since the two don't agree. */
function Bars({ bars, people: counted }: Pick<RatingSummary, 'bars' | 'people'>) {
  const { t } = useWords();
  const people = bars.reduce((sum, bar) => sum + bar.people, 0);
  const most = Math.max(...bars.map((bar) => bar.people));
  return (
    <table className="ra-bars">
      <caption>
        {t('process.rating.bars', { n: people })}
        {people === counted ? null : ` ${t('process.rating.bars.earlier')}`}
      </caption>
      <tbody>
        {bars.map(({ from, to, people: n }) => (
          <tr key={from}>
            <th scope="row">{from === to ? from : `${from}–${to}`}</th>
            <td>
              <span className="ra-bar" style={{ inlineSize: `${(n / most) * 100}%` }} />
            </td>
            <td className="rv-numeric">{n}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Comments({ processId }: { processId: ProcessPage['id'] }) {
  const { t } = useWords();
  const answer = useAnswer(listRatingComments, { params: { processId } });
  return (
    <div className="rv-card ra-comments">
      <Heading level="3" size="xsmall">
        {t('process.rating.comments')}
      </Heading>
      <Answered answer={answer} loading={<Loading rows={2} height={40} />}>
        {({ items, tooFew }) =>
          items.length === 0 ? (
            <BodyLong size="small">{t(tooFew ? 'process.rating.few' : 'process.rating.comments.none')}</BodyLong>
          ) : (
            <ul className="rv-plain-list">
              {items.map((comment, at) => (
                <li key={at} className="ra-said">
                  {comment}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </div>
  );
}
