import { lazy, Suspense } from 'react';
import { getBpmn, type ProcessPage } from '#process/api.ts';
import { addressOf } from '#ui/client.ts';
import { Loading } from '#ui/state.tsx';

const BpmnView = lazy(async () => ({ default: (await import('./bpmn-view.tsx')).BpmnView }));

/** The modeller's view; its code is fetched when it is opened. */
export function BpmnTab({ page, version }: { page: ProcessPage; version: number | undefined }) {
  const steps = new Set(page.road.nodes.filter((n) => n.kind === 'step').map((n) => n.id));
  return (
    <Suspense fallback={<Loading rows={1} height={480} />}>
      <BpmnView
        address={addressOf(getBpmn, { params: { processId: page.id }, query: { version: page.shown.number } })}
        name={page.name}
        stepTo={(id) => (steps.has(id) ? `/processer/${page.id}/steg/${encodeURIComponent(id)}` : undefined)}
        version={version}
      />
    </Suspense>
  );
}
