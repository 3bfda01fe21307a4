/** Token replay, precision and optimal alignments on the reference models, in CPU seconds. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { align } from '#mining/conformance/align/align.ts';
import { precision } from '#mining/conformance/precision.ts';
import { replay } from '#mining/conformance/replay.ts';
import { inductiveMiner } from '#mining/discovery/inductive.ts';
import { netOfTree, type PetriNet } from '#mining/discovery/petri-net.ts';
import { readPnml } from '#mining/formats/model/pnml.ts';
import type { Log } from '#mining/log/log.ts';
import { logAt } from './import.ts';
import { ABSENT, type Measurement, seconds } from './measurement.ts';

type Question = (log: Log, net: PetriNet) => unknown;

/** A question to a log of the shared data and the model that was mined from it with noise 0.2. */
function asked(what: string, name: string, question: Question, atMost: number, stretch: number): Measurement {
  return {
    name: `${what}: ${name}`,
    run: async ({ shared }) => {
      const model = `${shared}/expected/${name}.im0.2.pnml`;
      if (shared === undefined || !existsSync(model)) return ABSENT;
      const net = readPnml(readFileSync(model));
      if (!net.ok) return 'the model cannot be read';
      const file = readdirSync(`${shared}/logs`).find((one) => one.startsWith(`${name}.xes`));
      const log = await logAt(`${shared}/logs/${file}`);
      return seconds(3, () => question(log, net.value), atMost, stretch);
    },
  };
}

const replayOfFive: Measurement = {
  name: 'token replay: 5 M synthetic',
  run: async ({ fiveMillionCsv }) => {
    const log = await logAt(fiveMillionCsv);
    const net = netOfTree(inductiveMiner(log, 0.2));
    return seconds(3, () => replay(log, net), 5.4, 5.4 / 5);
  },
};

const traffic = 'Road_Traffic_Fine_Management_Process';
const fifth = (what: string, name: string, question: Question, atMost: number) =>
  asked(what, name, question, atMost, atMost / 5);

export const measurements: readonly Measurement[] = [
  fifth('token replay', traffic, replay, 0.38),
  fifth('token replay', 'BPIC12', replay, 1.5),
  replayOfFive,
  fifth('precision', traffic, precision, 1.7),
  fifth('precision', 'BPIC12', precision, 37),
  fifth('optimal alignments', 'Sepsis', align, 2.4),
  fifth('optimal alignments', 'receipt', align, 4.3),
  fifth('optimal alignments', 'helpdesk', align, 0.3),
  fifth('optimal alignments', traffic, align, 1.6),
];
