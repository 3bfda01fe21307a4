/** Makes large logs of invented municipal cases from a seed, so that every run measures the same bytes. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Random } from '#lib/random.ts';
import { seededRandom } from '#lib/random.ts';

const STEPS = [
  'Receive application',
  'Check completeness',
  'Ask for supplement',
  'Receive supplement',
  'Assign',
  'Interview',
];
const MORE = [
  'Collect facts',
  'Assess need',
  'Propose decision',
  'Review',
  'Decide',
  'Send decision',
  'Carry out',
  'Follow up',
  'Close',
];
const ACTIVITIES = [...STEPS, ...MORE];

function journey(random: Random): number[] {
  const steps = [0, 1];
  while (random() < 0.3) steps.push(2, 3, 1);
  steps.push(4);
  if (random() < 0.8) steps.push(5);
  steps.push(6, 7, 8);
  while (random() < 0.2) steps.push(9, 8);
  steps.push(10, 11);
  while (random() < 0.5) steps.push(12, 13);
  steps.push(14);
  return steps;
}

/** Writes a CSV and, if a path is given, the same as XES, of at least `events` events. Answers how many there are. */
export function makeLog(events: number, csv: string, xes?: string): number {
  const random = seededRandom(20261123);
  const outCsv = buffered(csv);
  const outXes = xes === undefined ? undefined : buffered(xes);
  outCsv.put('case_id,activity,timestamp,resource,unit,amount\n');
  outXes?.put('<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849-2023">\n');
  let written = 0;
  let begun = Date.UTC(2015, 0, 5, 7);
  for (let c = 1; written < events; c++) {
    begun += Math.floor(random() * 600) * 1000;
    let time = begun;
    outXes?.put(`<trace>\n<string key="concept:name" value="C${c}"/>\n`);
    const unit = `U${1 + Math.floor(random() * 12)}`;
    for (const step of journey(random)) {
      time += Math.floor(-Math.log(1 - random()) * 172_800) * 1000;
      const stamp = `${new Date(time).toISOString().slice(0, 19)}+00:00`;
      const who = `R${Math.floor(random() * 90)}`;
      const amount = step === 12 ? `${1000 + Math.floor(random() * 9000)}` : '';
      outCsv.put(`C${c},${ACTIVITIES[step]},${stamp},${who},${unit},${amount}\n`);
      outXes?.put(
        `<event>\n<string key="concept:name" value="${ACTIVITIES[step]}"/>\n<date key="time:timestamp" value="${stamp}"/>\n<string key="org:resource" value="${who}"/>\n<string key="unit" value="${unit}"/>\n</event>\n`,
      );
      written++;
    }
    outXes?.put('</trace>\n');
  }
  outXes?.put('</log>\n');
  outCsv.close();
  outXes?.close();
  return written;
}

function buffered(path: string): { readonly put: (text: string) => void; readonly close: () => void } {
  const file = openSync(path, 'w');
  let held = '';
  const flush = () => {
    writeSync(file, held);
    held = '';
  };
  return {
    put: (text) => {
      held += text;
      if (held.length > 1 << 20) flush();
    },
    close: () => {
      flush();
      closeSync(file);
    },
  };
}
