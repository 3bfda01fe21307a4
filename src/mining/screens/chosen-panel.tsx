import { BodyShort, Button, Heading, HStack, VStack } from '@navikt/ds-react';
import type { Results } from '#mining/api.ts';
import { useWords } from '#ui/words.ts';
import type { Chosen } from './map-drawing.tsx';

type Edge = Results['map']['edges'][number];

function Ways({
  title,
  edges,
  nameOf,
  side,
}: {
  title: string;
  edges: readonly Edge[];
  nameOf: (a: string) => string;
  side: 'from' | 'to';
}) {
  if (edges.length === 0) return null;
  return (
    <div>
      <Heading level="4" size="xsmall">
        {title}
      </Heading>
      <ul className="mining-ways">
        {edges.map((e) => (
          <li key={e[side]}>
            <span>{nameOf(e[side])}</span>
            <span className="mining-number">{e.count ?? '–'}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is known of the chosen activity or way, and the filters that begin there. */
export function ChosenPanel({
  map,
  chosen,
  duration,
  filter,
  close,
}: {
  readonly map: Results['map'];
  readonly chosen: NonNullable<Chosen>;
  readonly duration: (seconds: number) => string;
  readonly filter: (change: { with?: string; without?: string }) => void;
  readonly close: () => void;
}) {
  const { t } = useWords();
  const nameOf = (a: string) => map.nodes.find((n) => n.activity === a)?.name ?? a;
  const said = (seconds: number | null) => (seconds === null ? '–' : duration(seconds));
  if ('activity' in chosen) {
    const node = map.nodes.find((n) => n.activity === chosen.activity);
    if (node === undefined) return null;
    const by = (a: Edge, b: Edge) => (b.count ?? 0) - (a.count ?? 0);
    return (
      <VStack gap="space-16" className="mining-panel" aria-live="polite">
        <Heading level="3" size="small">
          {node.name}
        </Heading>
        <dl className="mining-facts">
          <dt>{t('mining.cases')}</dt>
          <dd>{node.cases ?? '–'}</dd>
          <dt>{t('mining.events')}</dt>
          <dd>{node.events ?? '–'}</dd>
        </dl>
        <Ways
          title={t('mining.map.comesFrom')}
          side="from"
          nameOf={nameOf}
          edges={map.edges.filter((e) => e.to === chosen.activity).sort(by)}
        />
        <Ways
          title={t('mining.map.goesTo')}
          side="to"
          nameOf={nameOf}
          edges={map.edges.filter((e) => e.from === chosen.activity).sort(by)}
        />
        <HStack gap="space-8" wrap>
          <Button size="small" variant="secondary" onClick={() => filter({ with: chosen.activity })}>
            {t('mining.filter.with')}
          </Button>
          <Button size="small" variant="secondary" onClick={() => filter({ without: chosen.activity })}>
            {t('mining.filter.without')}
          </Button>
          <Button size="small" variant="tertiary" onClick={close}>
            {t('mining.close')}
          </Button>
        </HStack>
      </VStack>
    );
  }
  const edge = map.edges.find((e) => e.from === chosen.from && e.to === chosen.to);
  if (edge === undefined) return null;
  return (
    <VStack gap="space-16" className="mining-panel" aria-live="polite">
      <Heading level="3" size="small">
        {`${nameOf(edge.from)} → ${nameOf(edge.to)}`}
      </Heading>
      <dl className="mining-facts">
        <dt>{t('mining.map.times')}</dt>
        <dd>{edge.count ?? '–'}</dd>
        <dt>{t('mining.median')}</dt>
        <dd>{said(edge.medianSeconds)}</dd>
        <dt>{t('mining.mean')}</dt>
        <dd>{said(edge.meanSeconds)}</dd>
      </dl>
      <BodyShort size="small" textColor="subtle">
        {t('mining.map.edgeExplained')}
      </BodyShort>
      <div>
        <Button size="small" variant="tertiary" onClick={close}>
          {t('mining.close')}
        </Button>
      </div>
    </VStack>
  );
}
