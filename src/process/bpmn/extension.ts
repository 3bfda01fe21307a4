import type { ModdleElement } from 'bpmn-moddle';
import { type Duration, parseDuration, parseIsoDuration } from '#lib/time.ts';
import {
  Border,
  Clock,
  defaultWarnAt,
  type Handoff,
  type Law,
  Outcome,
  RoadKind,
  Situation,
  type Step,
} from '#process/road.ts';
import { child, children, extensions, textOf } from './parse.ts';
import type { Warn } from './warning.ts';

/** The first of our extension elements of a type on an element, e.g. `resvag:Step`. */
function ours(element: ModdleElement, type: string): ModdleElement | undefined {
  return extensions(element).find((e) => e.$type === type);
}

function texts(element: ModdleElement | undefined, property: string): string[] {
  const value = element?.get(property);
  return Array.isArray(value) ? value.filter((v) => typeof v === 'string').map((v) => v.trim()) : [];
}

/** Reads one attribute with a parser; what can't be read is warned of and left out. */
function attributeOf<T>(
  holder: ModdleElement,
  field: string,
  read: (text: string) => T | undefined,
  owner: string,
  warn: Warn,
): T | undefined {
  const text = textOf(holder, field);
  if (text === undefined) return undefined;
  const value = read(text);
  if (value === undefined) warn({ key: 'bad-value', element: owner, field, value: text });
  return value;
}

const isoDate = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;

function optional<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });
}

function readLaw(element: ModdleElement, owner: string, warn: Warn): Law {
  return {
    text: textOf(element, 'text') ?? '',
    source: textOf(element, 'source') ?? '',
    ...optional('validFrom', attributeOf(element, 'validFrom', isoDate, owner, warn)),
    ...optional('uncertainty', textOf(element, 'uncertainty')),
  };
}

function readHandoff(element: ModdleElement, owner: string, warn: Warn): Handoff {
  const border = attributeOf(element, 'border', (t) => Border.safeParse(t).data, owner, warn);
  const stays = textOf(element, 'responsibility') === 'stays';
  return {
    include: texts(element, 'include'),
    acceptWithin: attributeOf(element, 'acceptWithin', parseDuration, owner, warn) ?? { count: 1, unit: 'working-day' },
    border: border ?? 'same-board',
    ...optional('to', textOf(element, 'to')),
    responsibility: stays ? 'stays' : 'moves',
  };
}

type StepData = Omit<Step, 'kind' | 'id' | 'name' | 'lane' | 'task' | 'description'>;

/** What our extension says about a step; empty lists when the file is another tool's. */
export function readStepData(element: ModdleElement, warn: Warn): StepData {
  const data = ours(element, 'resvag:Step');
  const owner = element.id ?? '';
  if (!data) return { competences: [], law: [] };
  const routine = child(data, 'routine');
  const handoff = child(data, 'handoff');
  const stage = attributeOf(data, 'stage', (t) => (/^[1-6]$/.test(t) ? Number(t) : undefined), owner, warn);
  return {
    competences: texts(data, 'competence'),
    law: children(data, 'laws').map((l) => readLaw(l, owner, warn)),
    ...optional('routine', routine && { title: textOf(routine, 'title') ?? '', text: textOf(routine, 'text') ?? '' }),
    ...optional('objectIn', textOf(data, 'objectIn')),
    ...optional('objectOut', textOf(data, 'objectOut')),
    ...optional('stage', stage),
    ...optional('target', attributeOf(data, 'target', parseDuration, owner, warn)),
    ...optional('touch', attributeOf(data, 'touch', parseDuration, owner, warn)),
    ...optional('handoff', handoff && readHandoff(handoff, owner, warn)),
    ...optional('waits', textOf(data, 'waits')),
    ...optional('plainText', textOf(data, 'plainText')),
  };
}

function readClock(element: ModdleElement, process: string, warn: Warn): Clock | undefined {
  const warnAt = textOf(element, 'warnAt')?.split(/\s+/).map(Number);
  const parsed = Clock.safeParse({
    id: element.id,
    name: textOf(element, 'name') ?? '',
    kind: textOf(element, 'kind') ?? 'local',
    starts: { on: textOf(element, 'startsOn'), ...optional('node', textOf(element, 'startsAt')) },
    stops: { on: textOf(element, 'stopsOn'), ...optional('node', textOf(element, 'stopsAt')) },
    length: parseDuration(textOf(element, 'length') ?? ''),
    source: textOf(element, 'source') ?? '',
    warnAt: warnAt ?? [...defaultWarnAt],
    ...optional('extension', textOf(element, 'extension')),
    ...optional('validFrom', attributeOf(element, 'validFrom', isoDate, process, warn)),
    ...optional('validTo', attributeOf(element, 'validTo', isoDate, process, warn)),
    ...optional('uncertainty', textOf(element, 'uncertainty')),
  });
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') ?? '';
  warn({ key: 'bad-value', element: process, field: `clock.${field}`, value: element.id ?? '' });
  return undefined;
}

/** Situations of one end of the road, each code once; a general one when the file names none. */
function readSituations(
  data: ModdleElement | undefined,
  at: 'start' | 'goal',
  otherwise: Situation,
  owner: string,
  warn: Warn,
): Situation[] {
  const found = new Map<string, Situation>();
  for (const element of children(data, 'situations').filter((e) => textOf(e, 'at') === at)) {
    const code = textOf(element, 'code') ?? '';
    const parsed = Situation.safeParse({ code, name: textOf(element, 'name') ?? '' });
    if (!parsed.success) warn({ key: 'bad-value', element: owner, field: 'situation', value: code });
    else if (!found.has(code)) found.set(code, parsed.data);
  }
  return found.size > 0 ? [...found.values()] : [otherwise];
}

/** What our extension says about the process as a whole; texts that are missing are empty. */
export function readRoadData(element: ModdleElement, warn: Warn) {
  const data = ours(element, 'resvag:Road');
  const owner = element.id ?? '';
  const kind = data && attributeOf(data, 'kind', (t) => RoadKind.safeParse(t).data, owner, warn);
  const leadTarget = data && attributeOf(data, 'leadTarget', parseDuration, owner, warn);
  const whole = (t: string) => (/^\d{1,3}$/.test(t) ? Number(t) : undefined);
  const handoffTarget = data && attributeOf(data, 'handoffTarget', whole, owner, warn);
  const clocks = children(data, 'clocks').map((c) => readClock(c, owner, warn));
  const need = textOf(data, 'need') ?? '';
  const satisfiedNeed = textOf(data, 'satisfiedNeed') ?? '';
  const start = { code: 'need', name: need || 'Behov' };
  const goal = { code: 'satisfied-need', name: satisfiedNeed || 'Tillgodosett behov' };
  return {
    kind: kind ?? ('core' as const),
    purpose: textOf(data, 'purpose') ?? '',
    need,
    satisfiedNeed,
    situations: {
      start: readSituations(data, 'start', start, owner, warn),
      goal: readSituations(data, 'goal', goal, owner, warn),
    },
    forWhom: textOf(data, 'forWhom') ?? '',
    ...optional('leadTarget', leadTarget),
    ...optional('handoffTarget', handoffTarget),
    clocks: clocks.filter((c) => c !== undefined),
  };
}

export function readUnitHint(lane: ModdleElement): string | undefined {
  return textOf(ours(lane, 'resvag:Lane'), 'unitHint');
}

export function readOutcome(end: ModdleElement, warn: Warn): Outcome | undefined {
  const data = ours(end, 'resvag:End');
  return data && attributeOf(data, 'outcome', (t) => Outcome.safeParse(t).data, end.id ?? '', warn);
}

/** The length of a timer event: ours when given, else BPMN's ISO 8601 duration when it is one. */
export function readTimer(event: ModdleElement, definition: ModdleElement, warn: Warn): Duration | undefined {
  const data = ours(event, 'resvag:Timer');
  const own = data && attributeOf(data, 'length', parseDuration, event.id ?? '', warn);
  if (own) return own;
  const iso = textOf(child(definition, 'timeDuration'), 'body');
  return iso === undefined ? undefined : parseIsoDuration(iso);
}
