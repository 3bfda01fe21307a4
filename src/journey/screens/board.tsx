import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import { BodyShort, Button, Heading } from '@navikt/ds-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { listJourneyBoard } from '#journey/api.ts';
import type { ProcessId, TeamId } from '#lib/id.ts';
import { useAnswer } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { To } from '#ui/link.tsx';
import { Answered, Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { ClockTag } from './clock-view.tsx';
import './board.css';

type Board = z.output<typeof listJourneyBoard.output>;
type Column = Board['columns'][number];
type Card = Column['cards'][number];

interface Chosen {
  readonly processId: string;
  readonly teamId: string | undefined;
}

/**
 * The journeys of one process at the steps where they stand (R120). Nothing is dragged: a step is completed on the
 * journey's own page, where what the step demands can be seen.
 */
export function JourneyBoard({ processId, teamId }: Chosen) {
  const { t } = useWords();
  const answer = useAnswer(
    listJourneyBoard,
    { query: { processId: processId as ProcessId, ...(teamId ? { teamId: teamId as TeamId } : {}) } },
    { placeholderData: keepPreviousData },
  );
  return (
    <Answered answer={answer}>
      {(board) => (
        <>
          <BodyShort size="small" className="rv-soft" aria-live="polite">
            {t('journey.board.count', { n: board.total })}
            {board.travelled > 0 && ` ${t('journey.board.travelled', { n: board.travelled })}`}
          </BodyShort>
          {board.total === 0 ? (
            <Empty title={t('journey.list.empty')}>{t('journey.board.empty.text')}</Empty>
          ) : (
            <Columns board={board} chosen={{ processId, teamId }} />
          )}
        </>
      )}
    </Answered>
  );
}

/** The steps beside each other; it opens at the first one where somebody stands. */
function Columns({ board, chosen }: { board: Board; chosen: Chosen }) {
  const { t } = useWords();
  const frame = useRef<HTMLElement>(null);
  const first = board.columns.find(({ total }) => total > 0)?.stepId;
  useLayoutEffect(() => {
    const column = frame.current?.querySelector<HTMLElement>('.jb-column:not([data-empty])');
    // A little of the column before is seen, so that it shows that there is one.
    if (column) frame.current?.scrollTo({ left: column.offsetLeft - 56, top: 0 });
  }, [chosen.processId, first]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled can be scrolled by keyboard (WCAG 2.1.1)
    <section className="jb-scroll" aria-label={t('journey.board.label')} tabIndex={0} ref={frame}>
      <ol className="jb-columns">
        {board.columns.map((column) => (
          <BoardColumn key={column.stepId} column={column} chosen={chosen} />
        ))}
      </ol>
    </section>
  );
}

/** So many cards are read at a glance; the others are asked for. */
const atFirst = 12;

function BoardColumn({ column, chosen }: { column: Column; chosen: Chosen }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const id = `column-${column.stepId}`;
  const name = column.kind === 'event' ? t('journey.at.waits', { what: column.name }) : column.name;
  return (
    <li className="jb-column" data-empty={column.total === 0 || undefined}>
      <header className="jb-head">
        <Heading level="2" size="xsmall" id={id} title={name}>
          {name}
        </Heading>
        <BodyShort size="small" className="rv-soft">
          {t('journey.board.here', { n: column.total })}
          {column.late > 0 && <span className="jo-late"> {t('journey.board.late', { n: column.late })}</span>}
        </BodyShort>
      </header>
      {column.total > 0 && (
        <ul className="jb-cards" aria-labelledby={id}>
          {column.cards.slice(0, open ? undefined : atFirst).map((card) => (
            <BoardCard key={card.journey.id} card={card} />
          ))}
        </ul>
      )}
      {column.cards.length > atFirst && (
        <Button
          size="small"
          variant="tertiary"
          data-color="neutral"
          aria-expanded={open}
          aria-describedby={id}
          onClick={() => setOpen(!open)}
        >
          {open ? t('journey.board.fewer') : t('journey.board.more', { n: column.total - atFirst })}
        </Button>
      )}
      {open && column.total > column.cards.length && (
        <To to="/resor" search={{ ...chosen, stepId: column.stepId }}>
          {t('journey.board.all', { n: column.total })}
        </To>
      )}
    </li>
  );
}

const dayMs = 86_400_000;

function BoardCard({ card: { journey, ...card } }: { card: Card }) {
  const { t } = useWords();
  const f = useFormat();
  const late = card.targetBy !== null && Date.parse(card.targetBy) < Date.now();
  const days = Math.max(0, Math.floor((Date.now() - Date.parse(card.since)) / dayMs));
  const { worstClock: clock } = journey;
  return (
    <li className="jb-card">
      <To to={`/resor/${journey.id}`} className="jb-reference">
        {journey.reference}
      </To>
      <span>{t('journey.board.responsible', { who: journey.responsibleName, team: journey.teamName })}</span>
      {card.takenByName !== null && card.takenByName !== journey.responsibleName && (
        <span>{t('journey.board.taken', { who: card.takenByName })}</span>
      )}
      <span className={late ? 'jo-late' : 'rv-soft'}>
        {days === 0 ? t('journey.board.today') : t('journey.board.since', { time: f.days(days) })}
        {late && ` ${t('journey.board.past-target')}`}
      </span>
      {card.state === 'needs-handoff' && <span>{t('journey.today.hand-over')}</span>}
      {card.state === 'handed-over' && journey.handoff !== null && (
        <span>{t('journey.board.waits', { team: journey.handoff.toTeamName })}</span>
      )}
      {clock !== null && (
        <span className="jb-clock">
          {clock.name} <ClockTag clock={clock} short />
        </span>
      )}
      {journey.obstacles > 0 && (
        <span className="jb-obstacle">
          <ExclamationmarkTriangleIcon aria-hidden /> {t('journey.board.obstacles', { n: journey.obstacles })}
        </span>
      )}
    </li>
  );
}
