import { Alert, BodyLong, Heading, Tabs, Tag } from '@navikt/ds-react';
import { z } from 'zod';
import type { ProcessId } from '#lib/id.ts';
import { getProcess, type ProcessPage } from '#process/api.ts';
import { useAddress, useParam } from '#ui/address.ts';
import { useAnswer } from '#ui/client.ts';
import { capitalised, useFormat } from '#ui/format.ts';
import { Page } from '#ui/page.tsx';
import { Answered, Loading } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { BpmnTab } from './bpmn-tab.tsx';
import './process.css';
import { Rating } from './rating.tsx';
import { RoadStrip } from './road-strip.tsx';
import { Neighbours, Responsibility } from './surroundings.tsx';
import { Versions } from './versions.tsx';

const state = z.object({
  version: z.coerce.number().int().min(1).optional(),
  flik: z.enum(['vag', 'bpmn', 'ansvar', 'versioner', 'grannar']).default('vag'),
});

/** The page of a process: why it exists before how it is done (R051). */
export function ProcessScreen() {
  const { t } = useWords();
  const processId = useParam('processId') as ProcessId;
  const [{ version }] = useAddress(state);
  const answer = useAnswer(getProcess, { params: { processId }, query: { version } });
  const p = answer.data;
  return (
    <Page
      title={p?.name}
      wide
      crumbs={[{ to: '/processer', text: t('process.list.title') }]}
      marks={p && <Marks process={p} />}
    >
      <Answered answer={answer} loading={<Loading rows={5} height={90} />}>
        {(page) => (
          <>
            <OtherVersion page={page} />
            <ToAdopt page={page} />
            <Why page={page} />
            <How page={page} />
            {page.shown.state === 'adopted' && <Rating page={page} />}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Marks({ process: p }: { process: ProcessPage }) {
  const { t } = useWords();
  return (
    <div className="rv-tags">
      <Tag size="small" variant="outline" data-color="neutral">
        {t(`process.kind.one.${p.kind}`)}
      </Tag>
      {p.important && (
        <Tag size="small" variant="moderate" data-color="accent">
          {t('process.important')}
        </Tag>
      )}
      <Tag size="small" variant="outline" data-color={p.shown.state === 'adopted' ? 'success' : 'warning'}>
        {t('process.version', { number: p.shown.number })} · {t(`process.state.${p.shown.state}`)}
      </Tag>
    </div>
  );
}

/** A draft that nobody travels yet, to the one who can adopt it. */
function ToAdopt({ page }: { page: ProcessPage }) {
  const { t } = useWords();
  const [{ flik }, set] = useAddress(state);
  if (page.shown.state !== 'draft' || !page.may.includes('adopt-version') || flik === 'versioner') return null;
  return (
    <Alert variant="info" size="small">
      {t('process.to-adopt')}{' '}
      <button type="button" className="pr-inline" onClick={() => set({ flik: 'versioner' }, { push: true })}>
        {t('process.to-adopt.go')}
      </button>
    </Alert>
  );
}

function OtherVersion({ page }: { page: ProcessPage }) {
  const { t } = useWords();
  const [, set] = useAddress(state);
  if (page.adopted === null || page.shown.id === page.adopted.id) return null;
  return (
    <Alert variant="info" size="small">
      {t(`process.other-version.${page.shown.state === 'draft' ? 'draft' : 'old'}`, { number: page.shown.number })}{' '}
      <button type="button" className="pr-inline" onClick={() => set({ version: undefined }, { push: true })}>
        {t('process.other-version.back')}
      </button>
    </Alert>
  );
}

function Why({ page }: { page: ProcessPage }) {
  const { t } = useWords();
  const f = useFormat();
  return (
    <section className="pr-why" aria-labelledby="pr-why">
      <Heading level="2" size="small" id="pr-why">
        {t('process.why')}
      </Heading>
      <BodyLong size="large" className="pr-purpose">
        {page.purpose || t('process.gap.purpose')}
      </BodyLong>
      <dl className="pr-why-facts">
        <div>
          <dt>{t('process.for-whom')}</dt>
          <dd>{page.forWhom || t('process.gap.for-whom')}</dd>
        </div>
        <div>
          <dt>{t('process.need')}</dt>
          <dd>{page.need || t('process.gap.need')}</dd>
        </div>
        <div>
          <dt>{t('process.satisfied-need')}</dt>
          <dd>{page.satisfiedNeed || t('process.gap.satisfied-need')}</dd>
        </div>
        {page.road.leadTarget === undefined && page.road.handoffTarget === undefined ? null : (
          <div>
            <dt>{t('process.targets')}</dt>
            <dd>
              {[
                page.road.leadTarget === undefined
                  ? undefined
                  : t('process.targets.lead', { time: f.duration(page.road.leadTarget) }),
                page.road.handoffTarget === undefined
                  ? undefined
                  : t('process.targets.handoffs', { n: page.road.handoffTarget }),
              ]
                .filter((one) => one !== undefined)
                .map((part, at) => (at === 0 ? capitalised(part) : part))
                .join(', ')}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function How({ page }: { page: ProcessPage }) {
  const { t } = useWords();
  const [{ flik, version }, set] = useAddress(state);
  const obstacles = new Map(page.obstaclesByStep.map((o) => [o.stepId, o.count]));
  return (
    <section aria-labelledby="pr-how">
      <Heading level="2" size="small" id="pr-how" spacing>
        {t('process.how')}
      </Heading>
      <Tabs value={flik} onChange={(tab) => set({ flik: tab as typeof flik }, { push: true })} size="small">
        <Tabs.List>
          <Tabs.Tab value="vag" label={t('process.tab.road')} />
          <Tabs.Tab value="bpmn" label={t('process.tab.bpmn')} />
          <Tabs.Tab value="ansvar" label={t('process.tab.responsibility')} />
          <Tabs.Tab value="versioner" label={t('process.tab.versions')} />
          <Tabs.Tab value="grannar" label={t('process.tab.neighbours')} />
        </Tabs.List>
        <Tabs.Panel value="vag" className="pr-panel" lazy>
          <RoadStrip
            road={page.road}
            stepTo={(id) => `/processer/${page.id}/steg/${encodeURIComponent(id)}`}
            search={{ version }}
            obstacles={obstacles}
          />
        </Tabs.Panel>
        <Tabs.Panel value="bpmn" className="pr-panel" lazy>
          <BpmnTab page={page} version={version} />
        </Tabs.Panel>
        <Tabs.Panel value="ansvar" className="pr-panel" lazy>
          <Responsibility page={page} />
        </Tabs.Panel>
        <Tabs.Panel value="versioner" className="pr-panel" lazy>
          <Versions page={page} />
        </Tabs.Panel>
        <Tabs.Panel value="grannar" className="pr-panel" lazy>
          <Neighbours page={page} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
