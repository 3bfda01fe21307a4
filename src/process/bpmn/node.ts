import type { ModdleElement } from 'bpmn-moddle';
import { ok, type Result, refuse } from '#lib/result.ts';
import type { RoadNode, TaskKind, Trigger } from '#process/road.ts';
import { readOutcome, readStepData, readTimer } from './extension.ts';
import { child, children, documentation, textOf } from './parse.ts';
import type { Warn } from './warning.ts';

/** An element whose meaning the token game hasn't: a journey on it would go wrong, so the file is refused. */
export interface UnsupportedElement {
  readonly tag: 'unsupported-element';
  readonly element: string;
  readonly type: string;
  readonly name: string;
}

const taskKinds: Readonly<Record<string, TaskKind>> = {
  'bpmn:Task': 'task',
  'bpmn:UserTask': 'user',
  'bpmn:ManualTask': 'manual',
  'bpmn:ServiceTask': 'service',
  'bpmn:ScriptTask': 'script',
  'bpmn:BusinessRuleTask': 'business-rule',
  'bpmn:SendTask': 'send',
  'bpmn:ReceiveTask': 'receive',
  'bpmn:CallActivity': 'call',
  'bpmn:SubProcess': 'subprocess',
  'bpmn:AdHocSubProcess': 'subprocess',
  'bpmn:Transaction': 'subprocess',
};

function triggerOf(event: ModdleElement): { trigger: Trigger; definition: ModdleElement } | undefined {
  const definitions = [...children(event, 'eventDefinitions'), ...children(event, 'eventDefinitionRef')];
  const [definition] = definitions;
  if (!definition) return undefined;
  if (definitions.length > 1) return { trigger: 'other', definition };
  switch (definition.$type) {
    case 'bpmn:MessageEventDefinition':
      return { trigger: 'message', definition };
    case 'bpmn:TimerEventDefinition':
      return { trigger: 'timer', definition };
    case 'bpmn:SignalEventDefinition':
      return { trigger: 'signal', definition };
    default:
      return { trigger: 'other', definition };
  }
}

function has(event: ModdleElement, definition: string): boolean {
  return children(event, 'eventDefinitions').some((d) => d.$type === definition);
}

function waitOf(event: ModdleElement, warn: Warn) {
  const found = triggerOf(event);
  const after = found?.trigger === 'timer' ? readTimer(event, found.definition, warn) : undefined;
  return { trigger: found?.trigger ?? ('other' as const), ...(after ? { after } : {}) };
}

function readStep(element: ModdleElement, task: TaskKind, base: Base, warn: Warn): RoadNode {
  if (task === 'subprocess') warn({ key: 'subprocess-as-step', element: base.id, name: base.name });
  if (child(element, 'loopCharacteristics')) warn({ key: 'element-not-used', element: base.id, type: 'loop' });
  const description = documentation(element);
  return { ...base, kind: 'step', task, ...(description ? { description } : {}), ...readStepData(element, warn) };
}

function readBoundary(element: ModdleElement, base: Base, warn: Warn): RoadNode | undefined {
  const host = child(element, 'attachedToRef')?.id;
  if (!host || has(element, 'bpmn:CompensateEventDefinition')) {
    warn({ key: 'element-not-used', element: base.id, type: 'boundary' });
    return undefined;
  }
  const interrupting = element.get('cancelActivity') !== false;
  return { ...base, kind: 'boundary', ...waitOf(element, warn), attachedTo: host, interrupting };
}

function readSubprocess(element: ModdleElement, base: Base, warn: Warn): RoadNode | undefined {
  if (element.get('triggeredByEvent') === true) {
    warn({ key: 'element-not-used', element: base.id, type: 'subprocess' });
    return undefined;
  }
  return readStep(element, 'subprocess', base, warn);
}

interface Base {
  readonly id: string;
  readonly name: string;
  readonly lane?: string;
}

/**
 * One flow node of the file as a node of the road; undefined for what has no part in a journey (data objects, artifacts,
 * event subprocesses, compensation). A subprocess is one step.
 */
export function readNode(
  element: ModdleElement,
  lane: string | undefined,
  warn: Warn,
): Result<RoadNode | undefined, UnsupportedElement> {
  const base: Base = { id: element.id ?? '', name: textOf(element, 'name') ?? '', ...(lane ? { lane } : {}) };
  const task = taskKinds[element.$type];
  if (task && element.get('isForCompensation') === true) {
    warn({ key: 'element-not-used', element: base.id, type: 'compensation' });
    return ok(undefined);
  }
  if (task)
    return ok(task === 'subprocess' ? readSubprocess(element, base, warn) : readStep(element, task, base, warn));
  switch (element.$type) {
    case 'bpmn:StartEvent': {
      const found = triggerOf(element);
      return ok({ ...base, kind: 'start', ...(found ? { trigger: found.trigger } : {}) });
    }
    case 'bpmn:EndEvent': {
      const outcome = readOutcome(element, warn);
      const terminates = has(element, 'bpmn:TerminateEventDefinition');
      return ok({ ...base, kind: 'end', terminates, ...(outcome ? { outcome } : {}) });
    }
    case 'bpmn:ExclusiveGateway':
      return ok({ ...base, kind: 'exclusive' });
    case 'bpmn:InclusiveGateway':
      return ok({ ...base, kind: 'inclusive' });
    case 'bpmn:ParallelGateway':
      return ok({ ...base, kind: 'parallel' });
    case 'bpmn:EventBasedGateway':
      return ok({ ...base, kind: 'event-based' });
    case 'bpmn:ComplexGateway':
      return refuse({ tag: 'unsupported-element', element: base.id, type: element.$type, name: base.name });
    case 'bpmn:IntermediateThrowEvent':
      return ok({ ...base, kind: 'milestone' });
    case 'bpmn:IntermediateCatchEvent':
      // A link is only a flow that is drawn in two parts: nothing waits there.
      if (has(element, 'bpmn:LinkEventDefinition')) return ok({ ...base, kind: 'milestone' });
      return ok({ ...base, kind: 'catch', ...waitOf(element, warn) });
    case 'bpmn:BoundaryEvent':
      return ok(readBoundary(element, base, warn));
    default:
      return ok(undefined);
  }
}
