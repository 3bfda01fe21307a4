import { BodyShort } from '@navikt/ds-react';
import type { Results } from '#mining/api.ts';
import type { FlattenedAs } from '#mining/object-choice.ts';
import { useFormat } from '#ui/format.ts';
import { useWords } from '#ui/words.ts';

interface Props {
  readonly basis: Results['basis'];
  /** What people call an activity, and the team that was asked for. */
  readonly nameOf: (activity: string) => string;
  readonly teamName: string | undefined;
}

/** What the figures were reckoned from, for who wants to check them: one quiet line, and the rest when it is opened. */
export function Basis({ basis, nameOf, teamName }: Props) {
  const { t } = useWords();
  const { date } = useFormat();
  const { events, cases, definitions, engine, snapshot, asOf, road } = basis;
  const at = date(basis.computedAt);
  const sha256 = snapshot.sha256;
  const rows: readonly (readonly [string, string])[] = [
    ...(asOf === null ? [] : [[t('mining.basis.asOf'), t('mining.basis.asOfSays', { day: date(asOf) })] as const]),
    [t('mining.basis.question'), useQuestion({ basis, nameOf, teamName })],
    ...(snapshot.kind === 'log' && snapshot.flattened !== null ? flattenedRows(snapshot.flattened, t) : []),
    snapshot.kind === 'log'
      ? [t('mining.basis.file'), t('mining.basis.fileSays', { format: snapshot.format.toUpperCase(), sha256 })]
      : [
          t('mining.basis.facts'),
          snapshot.facts === null
            ? t('mining.basis.factsFew', { sha256 })
            : t('mining.basis.factsSay', { facts: snapshot.facts, sha256 }),
        ],
    ...(road === null ? [] : [[t('mining.basis.road'), t('mining.basis.roadSays', { version: road })] as const]),
    [t('mining.basis.definitions'), definitions],
    [t('mining.basis.engine'), engine],
  ];
  return (
    <div>
      <BodyShort size="small" textColor="subtle">
        {asOf === null ? '' : `${t('mining.basis.asOfLine', { day: date(asOf) })} `}
        {cases === null || events === null
          ? t('mining.basisFew', { at, definitions })
          : t('mining.basis', { events, cases, at, definitions })}
      </BodyShort>
      <details className="mining-details mining-basis">
        <summary>{t('mining.basis.title')}</summary>
        <BodyShort size="small">
          {t('mining.basis.why')}{' '}
          {snapshot.kind === 'log' ? '' : t(asOf === null ? 'mining.basis.whyObstacles' : 'mining.basis.whyEarlier')}
        </BodyShort>
        <dl>
          {rows.map(([term, text]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

const forms = { 'ocel-json': 'JSON', 'ocel-xml': 'XML', 'ocel-sqlite': 'SQLite' } as const;

/** Of what the log was made, where objects of a type are its cases. */
function flattenedRows(
  { figures, resource, format, version, sha256 }: FlattenedAs,
  t: ReturnType<typeof useWords>['t'],
): readonly (readonly [string, string])[] {
  return [
    [t('mining.import.case'), t('mining.basis.caseSays', { type: figures.objectType })],
    ...(resource === null ? [] : [[t('mining.import.guard.resource'), resource] as const]),
    [t('mining.basis.sent'), t('mining.basis.sentSays', { version, form: forms[format], sha256 })],
  ];
}

/** What was asked for, in words. */
function useQuestion({ basis, nameOf, teamName }: Props): string {
  const { t } = useWords();
  const { date, percent } = useFormat();
  const { from, to, activities, paths, teamId, outcome, ...rest } = basis.filters;
  const share = (value: string | number | undefined) =>
    value === undefined ? undefined : percent(Number(value) / 100);
  const pairs = [
    [t('mining.filter.from'), from === undefined ? undefined : date(`${from}`)],
    [t('mining.filter.to'), to === undefined ? undefined : date(`${to}`)],
    [t('mining.filter.with'), rest['with'] === undefined ? undefined : nameOf(`${rest['with']}`)],
    [t('mining.filter.without'), rest['without'] === undefined ? undefined : nameOf(`${rest['without']}`)],
    [t('mining.filter.team'), teamId === undefined ? undefined : (teamName ?? `${teamId}`)],
    [t('mining.filter.outcome'), outcome === undefined ? undefined : t(`mining.outcome.${outcome as 'met'}`)],
    [t('mining.map.activities'), share(activities)],
    [t('mining.map.paths'), share(paths)],
  ] as const;
  return pairs.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`])).join('; ');
}
