import { ClockIcon, ExclamationmarkTriangleIcon, GavelIcon, PersonIcon, TimerStartIcon } from '@navikt/aksel-icons';
import { Switch } from '@navikt/ds-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import type { Road } from '#process/road.ts';
import { type Stop, type Strip as StripRoad, strip } from '#process/strip.ts';
import { useAddress } from '#ui/address.ts';
import { useFormat } from '#ui/format.ts';
import type { Dress, DressStop, Line } from '#ui/strip/dress.ts';
import { Strip } from '#ui/strip/strip.tsx';
import { useWords } from '#ui/words.ts';

/** The strip of a road, with the words of the interface on forks and splits that the file gives no name. */
export function useStripRoad(road: Road): StripRoad {
  const { t } = useWords();
  return useMemo(() => {
    const made = strip(road);
    const unnamed = (stop: Stop) => {
      if (stop.kind === 'split') return t('process.strip.split');
      if (stop.kind !== 'fork') return '';
      return t(stop.decides === 'event' ? 'process.strip.race' : 'process.strip.fork');
    };
    return { ...made, stops: made.stops.map((stop) => ({ ...stop, name: stop.name || unnamed(stop) })) };
  }, [road, t]);
}

export interface RoadStripProps {
  readonly road: Road;
  /** The address of a step's page. */
  readonly stepTo?: ((stepId: string) => string) | undefined;
  readonly search?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly obstacles?: ReadonlyMap<string, number> | undefined;
  /** What journeys or results put on the stops instead of the process's own. */
  readonly dress?: DressStop | undefined;
  /** Ids of the ways that a journey has travelled. */
  readonly passed?: ReadonlySet<string> | undefined;
  readonly tools?: ReactNode;
}

const shownState = z.object({ farg: z.enum(['roll']).optional(), visa: z.enum(['allt']).optional() });

/** The road strip of a process, and the frame of it for journeys and results, which dress the stops themselves. */
export function RoadStrip({ road, stepTo, search, obstacles, dress, passed, tools }: RoadStripProps) {
  const { t } = useWords();
  const named = useStripRoad(road);
  const [{ farg, visa }, set] = useAddress(shownState);
  const own = useProcessDress(road, stepTo, search, obstacles, visa === 'allt');
  return (
    <Strip
      road={named}
      label={road.name}
      dress={dress ?? own}
      passed={passed}
      groups={farg === 'roll' ? road.lanes : undefined}
      tools={
        <>
          {road.lanes.length > 1 && (
            <Switch
              size="small"
              checked={farg === 'roll'}
              onChange={(e) => set({ farg: e.target.checked ? 'roll' : undefined })}
            >
              {t('process.strip.colour')}
            </Switch>
          )}
          {dress === undefined && (
            <Switch
              size="small"
              checked={visa === 'allt'}
              onChange={(e) => set({ visa: e.target.checked ? 'allt' : undefined })}
            >
              {t('process.strip.more')}
            </Switch>
          )}
          {tools}
        </>
      }
    />
  );
}

function useProcessDress(
  road: Road,
  stepTo: RoadStripProps['stepTo'],
  search: RoadStripProps['search'],
  obstacles: RoadStripProps['obstacles'],
  all: boolean,
): DressStop {
  const { t } = useWords();
  const f = useFormat();
  return useMemo(() => {
    const laneOf = (id: string | undefined) => road.lanes.find((l) => l.id === id)?.name;
    return (stop): Dress => {
      if (stop.kind === 'border') {
        const { border, acceptWithin, include } = stop.handoff;
        return {
          lines: [
            { text: t(`process.border.${border}`), tone: 'quiet' },
            { text: t('process.strip.accept-within', { time: f.duration(acceptWithin) }), tone: 'quiet' },
          ],
          told: include.length > 0 ? [t('process.strip.include', { what: include.join('; ') })] : [],
        };
      }
      if (stop.kind !== 'station') return {};
      const { step } = stop;
      const role = laneOf(step.lane);
      const count = obstacles?.get(stop.id) ?? 0;
      const lines: Line[] = [];
      if (role) lines.push({ text: role, icon: <PersonIcon aria-hidden />, tone: 'quiet' });
      if (step.target)
        lines.push({
          text: t('process.strip.target', { time: f.duration(step.target) }),
          icon: <ClockIcon aria-hidden />,
          tone: 'quiet',
        });
      for (const clock of road.clocks.filter((c) => c.stops.node === stop.id)) {
        lines.push({
          text: t('process.strip.clock-stops', { name: clock.name, time: f.duration(clock.length) }),
          icon: <TimerStartIcon aria-hidden />,
        });
      }
      if (all && step.routine) lines.push({ text: step.routine.title, tone: 'quiet' });
      if (all && step.law[0]) lines.push({ text: step.law[0].source, icon: <GavelIcon aria-hidden />, tone: 'quiet' });
      if (count > 0)
        lines.push({
          text: t('process.strip.obstacles', { n: count }),
          icon: <ExclamationmarkTriangleIcon aria-hidden />,
          tone: 'warning',
        });
      return {
        lines,
        bump: all ? step.waits : undefined,
        to: stepTo?.(stop.id),
        search,
        told: [
          ...(!all && step.waits ? [t('process.strip.waits', { text: step.waits })] : []),
          ...(!all ? step.law.map((l) => `${l.text} (${l.source})`) : []),
          ...(!all && step.routine ? [step.routine.title] : []),
          ...(step.touch ? [t('process.strip.touch', { time: f.duration(step.touch) })] : []),
          ...(step.competences.length > 0
            ? [t('process.strip.competences', { names: step.competences.join(', ') })]
            : []),
          ...road.clocks
            .filter((c) => c.starts.node === stop.id)
            .map((c) => t('process.strip.clock-starts', { name: c.name, time: f.duration(c.length) })),
        ],
      };
    };
  }, [road, stepTo, search, obstacles, all, t, f]);
}
