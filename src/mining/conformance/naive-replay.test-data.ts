/** Whether a net can show a trace, by playing every silent step at every moment; undefined when that gives too many markings. */
import type { PetriNet } from '#mining/discovery/petri-net.ts';

const MOST_MARKINGS = 300;

export function naivelyFits({ initial, final, transitions }: PetriNet, trace: readonly string[]) {
  const step = (tokens: readonly number[], label: string | undefined) =>
    transitions.flatMap(({ label: its, inputs, outputs }) => {
      if (its !== label) return [];
      const left = [...tokens];
      for (const place of inputs) if (left[place]!-- === 0) return [];
      for (const place of outputs) left[place]!++;
      return [left];
    });
  const closed = (markings: readonly (readonly number[])[]) => {
    const all = new Map(markings.map((tokens) => [tokens.join(), tokens]));
    for (const tokens of all.values()) {
      if (all.size > MOST_MARKINGS) return undefined;
      for (const next of step(tokens, undefined)) all.set(next.join(), next);
    }
    return [...all.values()];
  };
  let markings = closed([initial]);
  for (const name of trace) markings = markings && closed(markings.flatMap((tokens) => step(tokens, name)));
  return markings?.some((tokens) => tokens.join() === final.join());
}
