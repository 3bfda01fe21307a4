import { ExpandIcon, ZoomMinusIcon, ZoomPlusIcon } from '@navikt/aksel-icons';
import { BodyShort, Button, HStack } from '@navikt/ds-react';
import { useNavigate } from '@tanstack/react-router';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Problem } from '#lib/operation.ts';
import { ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';

interface Canvas {
  zoom(level: number | 'fit-viewport', center?: 'auto'): number;
  scroll(by: { dx: number; dy: number }): void;
  viewbox(box?: { x: number; y: number; width: number; height: number }): {
    readonly inner: { readonly x: number; readonly y: number; readonly height: number };
    readonly outer: { readonly width: number; readonly height: number };
  };
}

/** As large as it was drawn, the text of a step is about as large as that of the page; smaller it strains the eye. */
const readable = 0.9;

interface Shape {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly parent?: { readonly type: string };
}
interface Registry {
  filter(keep: (shape: Shape) => boolean): readonly Shape[];
}

/** The first start event as one reads: the one that the process itself begins with, not that of a subprocess. */
function startOf(registry: Registry): Shape | undefined {
  const starts = registry.filter(
    ({ type, parent }) => type === 'bpmn:StartEvent' && parent?.type !== 'bpmn:SubProcess',
  );
  return starts.toSorted((a, b) => a.x - b.x || a.y - b.y)[0];
}

/** The whole when it can be read, else its beginning at the size it was drawn, with the start event to the left. */
function showReadable(canvas: Canvas, start: Shape | undefined) {
  if (canvas.zoom('fit-viewport', 'auto') >= readable) return;
  const { inner, outer } = canvas.viewbox();
  const { width, height } = outer;
  // What is lower than the frame is centred in it; else the start event stands in the middle, within the diagram.
  const wanted = (start === undefined ? inner.y : start.y + start.height / 2) - height / 2;
  const y =
    inner.height <= height
      ? inner.y - (height - inner.height) / 2
      : Math.min(Math.max(wanted, inner.y - 20), inner.y + inner.height + 20 - height);
  // The names of the lanes stand at the left edge, and are seen where the start event isn't far from it.
  const x = start === undefined || start.x - inner.x < width * 0.4 ? inner.x - 20 : start.x - 100;
  canvas.viewbox({ x, y, width, height });
}

const notShown: Problem = { type: 'about:blank', title: 'The diagram cannot be shown', status: 422, tag: 'not-bpmn' };

/** The very BPMN file, drawn by bpmn-js. The mark of bpmn.io in the corner stays, as its license asks. */
export function BpmnView(props: {
  address: string;
  name: string;
  stepTo: (elementId: string) => string | undefined;
  version: number | undefined;
}) {
  const { t } = useWords();
  const frame = useRef<HTMLElement>(null);
  const viewer = useRef<NavigatedViewer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const navigate = useNavigate();
  const open = useRef<(id: string) => void>(() => undefined);
  open.current = (id) => {
    const to = props.stepTo(id);
    if (to) void navigate({ to, search: (props.version ? { version: props.version } : {}) as never });
  };
  useEffect(() => {
    if (!frame.current) return;
    const shown = new NavigatedViewer({ container: frame.current });
    viewer.current = shown;
    const aborted = new AbortController();
    shown.on('element.click', (event: { element?: { id?: string } }) => open.current(event.element?.id ?? ''));
    void (async () => {
      try {
        const response = await fetch(props.address, { signal: aborted.signal });
        if (!response.ok) throw new Error(String(response.status));
        await shown.importXML(await response.text());
        showReadable(shown.get('canvas') as Canvas, startOf(shown.get('elementRegistry') as Registry));
      } catch {
        if (!aborted.signal.aborted) setProblem(notShown);
      }
    })();
    return () => {
      aborted.abort();
      viewer.current = null;
      shown.destroy();
    };
  }, [props.address]);
  const canvas = () => viewer.current?.get('canvas') as Canvas | undefined;
  const zoomBy = (factor: number) => {
    const c = canvas();
    if (c) c.zoom(Math.min(4, Math.max(0.2, c.zoom(undefined as never) * factor)), 'auto');
  };
  const showAll = () => canvas()?.zoom('fit-viewport', 'auto');
  const onKeyDown = (e: KeyboardEvent) => {
    const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[e.key];
    if (step) canvas()?.scroll({ dx: step[0] ?? 0, dy: step[1] ?? 0 });
    else if (e.key === '+' || e.key === '=') zoomBy(1.25);
    else if (e.key === '-') zoomBy(0.8);
    else if (e.key === '0') showAll();
    else return;
    e.preventDefault();
  };
  if (problem) return <ProblemView problem={problem} />;
  return (
    <div className="pr-bpmn">
      <HStack gap="space-8" align="center">
        <Button
          size="small"
          variant="secondary"
          data-color="neutral"
          icon={<ZoomPlusIcon title={t('process.bpmn.in')} />}
          onClick={() => zoomBy(1.25)}
        />
        <Button
          size="small"
          variant="secondary"
          data-color="neutral"
          icon={<ZoomMinusIcon title={t('process.bpmn.out')} />}
          onClick={() => zoomBy(0.8)}
        />
        <Button
          size="small"
          variant="secondary"
          data-color="neutral"
          icon={<ExpandIcon aria-hidden />}
          onClick={showAll}
        >
          {t('process.bpmn.fit')}
        </Button>
        <BodyShort size="small" className="rv-soft">
          {t('process.bpmn.help')}
        </BodyShort>
      </HStack>
      <section
        className="pr-bpmn-frame"
        ref={frame}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the diagram is moved and zoomed with the keyboard
        tabIndex={0}
        onKeyDown={onKeyDown}
        aria-label={t('process.bpmn.label', { name: props.name })}
      />
    </div>
  );
}
