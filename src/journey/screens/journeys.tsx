import { Select, ToggleGroup } from '@navikt/ds-react';
import { z } from 'zod';
import { listJourneyBoard, listJourneys, startChoices } from '#journey/api.ts';
import { journeyMay } from '#journey/may.ts';
import type { JourneyRow } from '#journey/view.ts';
import { groupBy } from '#lib/group.ts';
import type { PersonId, ProcessId } from '#lib/id.ts';
import { listProcesses } from '#process/api.ts';
import { useAddress } from '#ui/address.ts';
import { useAnswer } from '#ui/client.ts';
import { type Format, shortName, useFormat } from '#ui/format.ts';
import { ToButton } from '#ui/link.tsx';
import { type Column, type Filter, ListView } from '#ui/list.tsx';
import { Page } from '#ui/page.tsx';
import { useMay, useSession } from '#ui/session.ts';
import { Empty } from '#ui/state.tsx';
import { type Translate, useWords } from '#ui/words.ts';
import { JourneyBoard } from './board.tsx';
import { ClockTag } from './clock-view.tsx';
import { stoppedInWords } from './fact-words.ts';
import './journey.css';

const addressed = z.object({
  vy: z.enum(['tavla']).optional(),
  processId: z.string().optional(),
  teamId: z.string().optional(),
  stepId: z.string().optional(),
  responsibleId: z.string().optional(),
});

/** The journeys this hat may see, as a list or on the board of one process; which one is kept in the address. */
export function Journeys() {
  const { t } = useWords();
  const [{ vy }, set] = useAddress(addressed);
  const mayStart = useMay()(journeyMay['start-journey']);
  return (
    <Page
      title={t('journey.list.title')}
      lead={t('journey.list.lead')}
      wide
      marks={
        <ToggleGroup
          size="small"
          aria-label={t('journey.view')}
          value={vy ?? 'lista'}
          onChange={(value) =>
            set(
              { vy: value === 'tavla' ? 'tavla' : undefined, stepId: undefined, responsibleId: undefined },
              { push: true },
            )
          }
        >
          <ToggleGroup.Item value="lista">{t('journey.view.list')}</ToggleGroup.Item>
          <ToggleGroup.Item value="tavla">{t('journey.view.board')}</ToggleGroup.Item>
        </ToggleGroup>
      }
      action={mayStart ? <ToButton to="/resor/ny">{t('journey.start.open')}</ToButton> : undefined}
    >
      {vy === 'tavla' ? <BoardView /> : <JourneyList mayStart={mayStart} />}
    </Page>
  );
}

/** A board is of one process: the one in the address, that of the hat, or the only one there is or the team travels. */
function BoardView() {
  const { t } = useWords();
  const { teams, acting } = useSession();
  const [chosen, set] = useAddress(addressed);
  const all = useAnswer(listProcesses, {}).data?.items ?? [];
  const processes = all.filter((p) => p.adopted !== null);
  const scope = acting?.scope;
  const mayStart = useMay()(journeyMay['list-start-choices']);
  const starts = useAnswer(startChoices, {}, { enabled: mayStart }).data?.items ?? [];
  const own = scope?.kind === 'process' ? [scope.processId] : [...new Set(starts.map((one) => one.processId))];
  const only = [own, processes.map(({ id }) => id)].find(({ length }) => length === 1)?.[0];
  const processId = chosen.processId ?? only;
  return (
    <>
      <search className="jb-tools" aria-label={t('shell.list.filters')}>
        <Select
          size="small"
          label={t('journey.process')}
          value={processId ?? ''}
          onChange={(e) => set({ processId: e.target.value || undefined })}
        >
          <option value="">{t('journey.board.choose')}</option>
          {processes.map((p) => (
            <option key={p.id} value={p.id}>
              {shortName(p.name)}
            </option>
          ))}
        </Select>
        {teams.length > 1 && (
          <Select
            size="small"
            label={t('journey.team')}
            value={chosen.teamId ?? ''}
            onChange={(e) => set({ teamId: e.target.value || undefined })}
          >
            <option value="">{t('shell.all')}</option>
            {teams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
          </Select>
        )}
      </search>
      {processId === undefined ? (
        <Empty title={t('journey.board.choose')}>{t('journey.board.choose.text')}</Empty>
      ) : (
        <JourneyBoard processId={processId} teamId={chosen.teamId} />
      )}
    </>
  );
}

/** Choices that come with a link from elsewhere (a step of the board, a person's load), shown so that they can be undone. */
function useLinkedFilters(): Filter[] {
  const { t } = useWords();
  const [{ processId, stepId, responsibleId }] = useAddress(addressed);
  const board = useAnswer(
    listJourneyBoard,
    { query: { processId: (processId ?? '') as ProcessId } },
    { enabled: stepId !== undefined && processId !== undefined },
  ).data;
  const theirs = useAnswer(
    listJourneys,
    { query: { responsibleId: (responsibleId ?? '') as PersonId, state: 'all', size: 1 } },
    { enabled: responsibleId !== undefined },
  ).data;
  return [
    ...(stepId === undefined
      ? []
      : [
          {
            key: 'stepId',
            label: t('journey.at'),
            options: (board?.columns ?? []).map((c) => ({ value: c.stepId, label: c.name })),
          },
        ]),
    ...(responsibleId === undefined
      ? []
      : [
          {
            key: 'responsibleId',
            label: t('journey.responsible'),
            options: [{ value: responsibleId, label: theirs?.items[0]?.responsibleName ?? '' }],
          },
        ]),
  ];
}

function JourneyList({ mayStart }: { mayStart: boolean }) {
  const { t } = useWords();
  const f = useFormat();
  const { teams } = useSession();
  const [{ teamId }] = useAddress(addressed);
  const processes = useAnswer(listProcesses, {});
  const linked = useLinkedFilters();
  return (
    <ListView
      operation={listJourneys}
      count={(n) => t('journey.list.count', { n })}
      caption={t('journey.list.title')}
      columns={columnsOf(t, f)}
      rowKey={(row) => row.id}
      rowTo={(row) => `/resor/${row.id}`}
      filters={[
        {
          key: 'processId',
          label: t('journey.process'),
          options: (processes.data?.items ?? []).map((p) => ({ value: p.id, label: shortName(p.name) })),
        },
        ...(teams.length > 1 || teamId !== undefined
          ? [
              {
                key: 'teamId',
                label: t('journey.team'),
                options: teams.map((team) => ({ value: team.id, label: team.name })),
              },
            ]
          : []),
        {
          key: 'state',
          label: t('journey.state'),
          standard: { value: 'travelling' },
          options: (['travelling', 'closed', 'all'] as const).map((value) => ({
            value,
            label: t(`journey.state.${value}`),
          })),
        },
        {
          key: 'signal',
          label: t('journey.signal'),
          options: (['handoff', 'clock', 'still', 'leaderless'] as const).map((value) => ({
            value,
            label: t(`journey.signal.${value}`),
          })),
        },
        ...linked,
      ]}
      empty={
        <Empty
          title={t('journey.list.empty')}
          {...(mayStart ? { action: { to: '/resor/ny', text: t('journey.start.open') } } : {})}
        >
          {t('journey.list.empty.text')}
        </Empty>
      }
    />
  );
}

function columnsOf(t: Translate, f: Format): Column<JourneyRow>[] {
  return [
    { key: 'reference', title: t('journey.reference'), sort: 'reference', cell: (row) => row.reference },
    { key: 'process', title: t('journey.process'), sort: 'process', cell: (row) => shortName(row.processName) },
    {
      key: 'at',
      title: t('journey.at'),
      cell: (row) => (
        <>
          <Where row={row} />
          {row.handoff && <span className="jo-sub">{t('journey.handoff.to', { team: row.handoff.toTeamName })}</span>}
        </>
      ),
    },
    { key: 'responsible', title: t('journey.responsible'), cell: (row) => <Responsible row={row} /> },
    { key: 'lead', title: t('journey.lead'), sort: 'lead', numeric: true, cell: (row) => f.days(row.leadDays) },
    {
      key: 'clock',
      title: t('journey.clock'),
      sort: 'deadline',
      cell: (row) =>
        row.worstClock && (
          <>
            <ClockTag clock={row.worstClock} short />
            <span className="jo-sub">{row.worstClock.name}</span>
          </>
        ),
    },
  ];
}

function Responsible({ row }: { row: JourneyRow }) {
  return (
    <>
      {row.responsibleName}
      <span className="jo-sub">{row.teamName}</span>
    </>
  );
}

/** Steps by name; events that rule each other out as what is waited for. */
function placesInWords(at: JourneyRow['at'], either: (names: readonly string[]) => string, t: Translate): string {
  const places = [...groupBy(at, (one) => one.placeId).values()];
  const words = places.map((place) => {
    const names = place.map((one) => one.name);
    return place.every((one) => one.kind === 'event')
      ? t('journey.at.waits', { what: either(names) })
      : names.join(', ');
  });
  return words.join(', ');
}

/** Where the journey stands, in words; how it ended when it is closed, and where if its road had not been travelled. */
export function Where({ row }: { row: Pick<JourneyRow, 'at' | 'stoppedAt' | 'state' | 'outcome' | 'stillDays'> }) {
  const { t } = useWords();
  const f = useFormat();
  if (row.state === 'closed')
    return (
      <>
        {row.outcome === null ? t('journey.state.closed') : t(`journey.ended.${row.outcome}`)}
        {row.stoppedAt.length > 0 && (
          <span className="jo-sub">{t('journey.ended.at', { place: stoppedInWords(row.stoppedAt, f.either) })}</span>
        )}
      </>
    );
  return (
    <>
      {placesInWords(row.at, f.either, t) || t('journey.at.end')}
      {row.stillDays > 0 && <span className="jo-still"> {t('journey.still', { time: f.days(row.stillDays) })}</span>}
    </>
  );
}
