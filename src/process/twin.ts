import type { Duration } from '#lib/time.ts';
import type { Border, Lane, Outcome, Road, Step, Trigger } from './road.ts';
import { type Place, type Strip, strip, type Way } from './strip.ts';

/** Where a way leads: a numbered step, an end, or something that is named or not. */
export type Target =
  | { readonly kind: 'step'; readonly id: string; readonly n: number; readonly name: string }
  | { readonly kind: 'end'; readonly id: string; readonly name: string; readonly outcome?: Outcome | undefined }
  | {
      readonly kind: 'event' | 'fork' | 'some' | 'parallel' | 'race' | 'start';
      readonly id: string;
      readonly name: string;
    };

/** One way out of a choice; `back` when it returns to something that has been passed. */
export interface TwinOption {
  readonly label: string;
  readonly goesTo: Target;
  readonly back: boolean;
}

/**
 * One line of the strip's text twin: the same road as an ordered list, for screen readers and print. The words are put on
 * by the interface. `next` is where a step or event leads when it isn't the next line.
 */
export type TwinItem =
  | { readonly kind: 'need'; readonly text: string }
  | {
      readonly kind: 'border';
      readonly from: readonly Lane[];
      readonly to?: Lane | undefined;
      readonly handoff: boolean;
      readonly border?: Border | undefined;
    }
  | {
      readonly kind: 'step';
      readonly n: number;
      readonly step: Step;
      readonly lane?: Lane | undefined;
      readonly next: readonly TwinOption[];
    }
  | {
      readonly kind: 'choice';
      readonly id: string;
      readonly name: string;
      readonly many: boolean;
      readonly options: readonly TwinOption[];
    }
  | { readonly kind: 'parallel'; readonly id: string; readonly name: string; readonly branches: readonly Target[] }
  | {
      readonly kind: 'race';
      readonly id: string;
      readonly name: string;
      readonly events: readonly {
        readonly name: string;
        readonly trigger: Trigger;
        readonly after?: Duration | undefined;
        readonly next: readonly TwinOption[];
      }[];
    }
  | {
      readonly kind: 'event';
      readonly id: string;
      readonly name: string;
      readonly trigger: Trigger;
      readonly after?: Duration | undefined;
      /** The step during which it may happen. */
      readonly during?: Target | undefined;
      readonly next: readonly TwinOption[];
    }
  | { readonly kind: 'end'; readonly id: string; readonly name: string; readonly outcome?: Outcome | undefined }
  | { readonly kind: 'satisfied-need'; readonly text: string };

/** The text twin of a road's strip; `strip` may be given when it is made already. */
export function twin(road: Road, made: Strip = strip(road)): TwinItem[] {
  const view: View = {
    lanes: new Map(road.lanes.map((l) => [l.id, l])),
    places: new Map(made.places.map((p) => [p.id, p])),
    ways: made.ways,
  };
  const raced = new Set(made.ways.filter((w) => view.places.get(w.from)?.kind === 'race').map((w) => w.to));
  const shown = made.places.filter((p) => p.kind !== 'start' && !(p.kind === 'event' && raced.has(p.id)));
  const items: TwinItem[] = [{ kind: 'need', text: road.need }];
  for (const [i, place] of shown.entries()) items.push(...itemsOf(view, place, shown[i + 1]?.id));
  items.push({ kind: 'satisfied-need', text: road.satisfiedNeed });
  return items;
}

interface View {
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly places: ReadonlyMap<string, Place>;
  readonly ways: readonly Way[];
}

function itemsOf(view: View, place: Place, following: string | undefined): TwinItem[] {
  const { id, name } = place;
  const options = optionsFrom(view, id);
  const elsewhere = options.length === 1 && options[0]?.goesTo.id === following && !options[0]?.back ? [] : options;
  switch (place.kind) {
    case 'step':
      return [
        ...borderOf(view, place),
        { kind: 'step', n: place.n, step: place.step, lane: view.lanes.get(place.step.lane ?? ''), next: elsewhere },
      ];
    case 'event': {
      const host = place.during === undefined ? undefined : view.places.get(place.during);
      const during = host ? { during: targetOf(host) } : {};
      return [{ kind: 'event', id, name, trigger: place.trigger, after: place.after, ...during, next: elsewhere }];
    }
    case 'fork':
    case 'some':
      return [{ kind: 'choice', id, name, many: place.kind === 'some', options }];
    case 'parallel':
      return [{ kind: 'parallel', id, name, branches: options.map((o) => o.goesTo) }];
    case 'race':
      return [{ kind: 'race', id, name, events: eventsOf(view, id) }];
    case 'end':
      return [{ kind: 'end', id, name, outcome: place.outcome }];
    case 'start':
      return [];
  }
}

function borderOf(view: View, place: Extract<Place, { kind: 'step' }>): TwinItem[] {
  const crossing = place.crossing;
  if (!crossing) return [];
  const from = crossing.from.map((id) => view.lanes.get(id)).filter((l) => l !== undefined);
  const to = crossing.to === undefined ? undefined : view.lanes.get(crossing.to);
  return [{ kind: 'border', from, to, handoff: crossing.handoff !== undefined, border: crossing.border }];
}

function optionsFrom(view: View, id: string): TwinOption[] {
  return view.ways
    .filter((w) => w.from === id)
    .flatMap((w) => {
      const place = view.places.get(w.to);
      return place ? [{ label: w.label, goesTo: targetOf(place), back: w.detour }] : [];
    });
}

function eventsOf(view: View, race: string) {
  return view.ways
    .filter((w) => w.from === race)
    .map((w) => view.places.get(w.to))
    .filter((p) => p !== undefined)
    .map((p) => {
      const next = optionsFrom(view, p.id);
      return p.kind === 'event'
        ? { name: p.name, trigger: p.trigger, after: p.after, next }
        : { name: p.name, trigger: 'message' as const, next };
    });
}

function targetOf(place: Place): Target {
  const { id, name } = place;
  if (place.kind === 'step') return { kind: 'step', id, n: place.n, name };
  if (place.kind === 'end') return { kind: 'end', id, name, outcome: place.outcome };
  return { kind: place.kind, id, name };
}
