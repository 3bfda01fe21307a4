import { BodyLong, BodyShort, Heading } from '@navikt/ds-react';
import { Suspense, useContext } from 'react';
import type { ProcessPage } from '#process/api.ts';
import { To } from '#ui/link.tsx';
import { LeadershipPart } from '#ui/process-part.ts';
import { Empty, Loading } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';

/** Who leads the road in the three management areas (R025, R121), and before which board. */
export function Responsibility({ page }: { page: ProcessPage }) {
  const { t } = useWords();
  const Leadership = useContext(LeadershipPart);
  return (
    <div className="pr-responsibility">
      {page.board !== null && <BodyShort>{t('process.board', { name: page.board })}</BodyShort>}
      <Suspense fallback={<Loading rows={3} height={120} />}>
        <Leadership processId={page.id} />
      </Suspense>
    </div>
  );
}

/** What the process gives to others and takes from them: a process is understood in its context (R074). */
export function Neighbours({ page }: { page: ProcessPage }) {
  const { t } = useWords();
  if (page.neighbours.length === 0)
    return <Empty title={t('process.neighbours.none')}>{t('process.neighbours.none.text')}</Empty>;
  return (
    <div className="rv-cards">
      {(['takes', 'gives'] as const).map((direction) => {
        const own = page.neighbours.filter((n) => n.direction === direction);
        return (
          <section className="rv-card" key={direction}>
            <Heading level="3" size="xsmall">
              {t(`process.neighbours.${direction}`)}
            </Heading>
            {own.length === 0 && <BodyShort className="rv-soft">{t('process.neighbours.nothing')}</BodyShort>}
            <ul className="rv-plain-list">
              {own.map((n) => (
                <li key={`${n.processId}-${n.object}`}>
                  <To to={`/processer/${n.processId}`}>{n.name}</To>
                  <BodyLong size="small">{n.object}</BodyLong>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
