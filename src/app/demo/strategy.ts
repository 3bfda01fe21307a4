import { readFile } from 'node:fs/promises';
import type { Person } from '#organisation/organisation.ts';
import type { Strategy } from '#strategy/strategy.ts';

/** A strategy as the database keeps it, without its id. */
export type DemoStrategy = Omit<Strategy, 'id' | 'proposedBy'> & { readonly proposedBy: Person['id'] };

const folder = new URL('../../../samples/strategy/', import.meta.url);

/** The invented strategies of Exempelstad; their texts are files, so that they can be read and changed as texts. */
export async function readStrategies(proposer: Person): Promise<DemoStrategy[]> {
  const [first, present] = await Promise.all(
    ['2018-beslut.md', '2022-strategi.md'].map((name) => readFile(new URL(name, folder), 'utf8')),
  );
  return [
    {
      version: 1,
      title: 'Styrning utifrån processer',
      text: (first ?? '').trim(),
      goals: ['Samma bild av vägen i alla enheter', 'Samverkan mellan verksamheter'],
      state: 'replaced',
      proposedAt: '2018-01-08T09:00:00.000Z',
      proposedBy: proposer.id,
      decision: {
        board: 'Socialnämnden i Exempelstad',
        decidedOn: '2018-01-25',
        paragraph: '§ 9',
        caseNumber: 'SN 2018/0012',
        text: 'Socialnämnden beslutar att förvaltningens arbete ska styras och ledas utifrån processer.',
      },
    },
    {
      version: 2,
      title: 'Vägen från behov till tillgodosett behov – strategi för processorientering',
      text: (present ?? '').trim(),
      goals: [
        'Den som behöver oss är utgångspunkten i allt vi gör',
        'Vi ser samma väg och går den tillsammans, över enheters och nämnders gränser',
        'Var och en känner ansvar för hela vägen, inte bara för sin del av den',
        'Beslut tas nära den som reser, och ingen väntar i onödan',
        'Det är lätt att förstå vem som svarar för vad',
      ],
      state: 'in-force',
      proposedAt: '2022-04-04T08:00:00.000Z',
      proposedBy: proposer.id,
      decision: {
        board: 'Socialnämnden i Exempelstad',
        decidedOn: '2022-05-19',
        paragraph: '§ 71',
        caseNumber: 'SN 2022/0148',
        text: 'Socialnämnden beslutar att anta förslaget till strategi för processorientering.',
      },
    },
  ];
}
