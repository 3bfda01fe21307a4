import { ArrowRightIcon, StarFillIcon } from '@navikt/aksel-icons';
import { BodyShort, Button, Heading, InlineMessage, Tag } from '@navikt/ds-react';
import { useState } from 'react';
import { listProcesses, markImportant, type ProcessRow } from '#process/api.ts';
import type { RoadKind } from '#process/road.ts';
import { useAnswer, useDo } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { To } from '#ui/link.tsx';
import { useNotice } from '#ui/notice.tsx';
import { Page, Section } from '#ui/page.tsx';
import { Answered, Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { ImportDialog } from './import-dialog.tsx';
import './process.css';

const kinds: readonly RoadKind[] = ['core', 'support', 'management'];

/** The process map: what the organisation is for, seen from the needs, not from the boxes of the line organisation. */
export function Processes() {
  const { t } = useWords();
  const answer = useAnswer(listProcesses, {});
  const [importing, setImporting] = useState(false);
  const may = answer.data?.may ?? [];
  return (
    <Page
      title={t('process.list.title')}
      lead={t('process.list.lead')}
      wide
      action={
        may.includes('import-bpmn') ? (
          <Button variant="secondary" onClick={() => setImporting(true)}>
            {t('process.import.open')}
          </Button>
        ) : undefined
      }
    >
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
      <Answered answer={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('process.list.empty')}>
              {t(may.includes('import-bpmn') ? 'process.list.empty.import' : 'process.list.empty.ask')}
            </Empty>
          ) : (
            kinds.map((kind) => {
              const own = items
                .filter((p) => p.kind === kind)
                .sort((a, b) => Number(b.important) - Number(a.important));
              if (own.length === 0) return null;
              return (
                <Section key={kind} title={t(`process.kind.${kind}`)}>
                  <ul className="rv-plain-list pr-map">
                    {own.map((p) => (
                      <li key={p.id}>
                        <ProcessCard process={p} mayMark={may.includes('mark-important')} />
                      </li>
                    ))}
                  </ul>
                </Section>
              );
            })
          )
        }
      </Answered>
    </Page>
  );
}

function ProcessCard({ process: p, mayMark }: { process: ProcessRow; mayMark: boolean }) {
  const { t } = useWords();
  return (
    <article className="rv-card pr-card">
      <div className="pr-card-head">
        <Heading level="3" size="small">
          <To to={`/processer/${p.id}`}>{p.name}</To>
        </Heading>
        <div className="rv-tags">
          {p.important && (
            <Tag size="small" variant="moderate" data-color="accent" icon={<StarFillIcon aria-hidden />}>
              {t('process.important')}
            </Tag>
          )}
          {p.adopted === null && (
            <Tag size="small" variant="outline" data-color="warning">
              {t('process.state.draft')}
            </Tag>
          )}
        </div>
      </div>
      <div className="pr-need">
        <div>
          <span className="pr-label">{t('process.need')}</span>
          <BodyShort>{p.need || t('process.gap.need')}</BodyShort>
        </div>
        <ArrowRightIcon className="pr-arrow" aria-hidden fontSize="1.5rem" />
        <div>
          <span className="pr-label">{t('process.satisfied-need')}</span>
          <BodyShort>{p.satisfiedNeed || t('process.gap.satisfied-need')}</BodyShort>
        </div>
      </div>
      <Owners process={p} />
      <Condition process={p} />
      {mayMark && <MarkImportant process={p} />}
    </article>
  );
}

/** Who answers for the road and for the sum of journeys; a gap is said, not hidden (R063). */
function Owners({ process: p }: { process: Pick<ProcessRow, 'owner' | 'businessOwner'> }) {
  const { t } = useWords();
  return (
    <div className="pr-owners">
      {p.owner ? (
        <span>
          {t('process.owner')}: <To to={`/personer/${p.owner.id}`}>{p.owner.name}</To>
        </span>
      ) : (
        <InlineMessage status="warning" size="small">
          {t('process.gap.owner')}
        </InlineMessage>
      )}
      {p.businessOwner ? (
        <span>
          {t('process.business-owner')}: <To to={`/personer/${p.businessOwner.id}`}>{p.businessOwner.name}</To>
        </span>
      ) : (
        <InlineMessage status="warning" size="small">
          {t('process.gap.business-owner')}
        </InlineMessage>
      )}
    </div>
  );
}

function Condition({ process: p }: { process: ProcessRow }) {
  const { t } = useWords();
  const f = useFormat();
  const facts = [
    t('process.card.steps', { n: p.steps }),
    t('process.card.handoffs', { n: p.handoffs }),
    p.travelling === null ? t('process.card.travelling-few') : t('process.card.travelling', { n: p.travelling }),
    ...(p.medianLeadDays === null ? [] : [t('process.card.lead', { time: f.days(p.medianLeadDays) })]),
    t('process.card.obstacles', { n: p.openObstacles }),
  ];
  return (
    <ul className="pr-condition" aria-label={t('process.condition')}>
      {facts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

function MarkImportant({ process: p }: { process: ProcessRow }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const mark = useDo(markImportant, { invalidates: [listProcesses] });
  const set = (important: boolean) =>
    mark.mutate(
      { params: { processId: p.id }, body: { important } },
      {
        onSuccess: () =>
          notify({
            text: t(important ? 'process.important.marked' : 'process.important.unmarked', { name: p.name }),
            undo: () => set(!important),
          }),
      },
    );
  return (
    <div>
      <Button
        size="xsmall"
        variant="tertiary"
        data-color="neutral"
        loading={mark.isPending}
        onClick={() => set(!p.important)}
      >
        {t(p.important ? 'process.important.unmark' : 'process.important.mark')}
      </Button>
    </div>
  );
}
