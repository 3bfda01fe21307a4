import { BodyShort, Table } from '@navikt/ds-react';
import type { z } from 'zod';
import type { getMyDay } from '#journey/day-api.ts';
import { journeyMay } from '#journey/may.ts';
import { useFormat } from '#ui/format.ts';
import { To } from '#ui/link.tsx';
import { Section } from '#ui/page.tsx';
import { useMay, useSession } from '#ui/session.ts';
import { useWords } from '#ui/words.ts';

type Day = z.output<typeof getMyDay.output>;

const usual = ['travelling', 'still', 'handoffs', 'breached'] as const;
/** Those without a responsible who can act are shown only where there are any: there should be none. */
const figuresOf = (rows: Day['load']) =>
  rows.some((l) => l.leaderless !== 0) ? ([...usual, 'leaderless'] as const) : usual;

/** Where journeys are many, stand still or are late: per person, team or process. */
export function Load({ day }: { day: Day }) {
  const { t } = useWords();
  const f = useFormat();
  const { acting } = useSession();
  const mayList = useMay()(journeyMay['list-journeys']);
  if (day.load.length === 0) return null;
  const kinds = (['process', 'team', 'person'] as const).filter((kind) => day.load.some((l) => l.kind === kind));
  const figures = figuresOf(day.load);
  const linkOf = (
    kind: 'process' | 'team' | 'person',
    id: string,
  ): { to: string; search?: Record<string, string> } | undefined => {
    if (kind === 'process') return { to: `/processer/${id}` };
    if (kind === 'team') return { to: `/team/${id}` };
    return acting?.hat === 'team-leader' && mayList ? { to: '/resor', search: { responsibleId: id } } : undefined;
  };
  return (
    <>
      {kinds.map((kind) => (
        <Section key={kind} title={t(`journey.load.${kind}`)}>
          <Table size="small" className="rv-table">
            <caption className="rv-sr-only">{t(`journey.load.${kind}`)}</caption>
            <Table.Header>
              <Table.Row>
                <Table.ColumnHeader scope="col">{t(`journey.load.name.${kind}`)}</Table.ColumnHeader>
                {figures.map((figure) => (
                  <Table.ColumnHeader key={figure} scope="col" align="right">
                    {t(`journey.load.${figure}`)}
                  </Table.ColumnHeader>
                ))}
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {day.load
                .filter((l) => l.kind === kind)
                .map((l) => {
                  const link = linkOf(kind, l.id);
                  return (
                    <Table.Row key={l.id}>
                      <Table.DataCell>{link === undefined ? l.name : <To {...link}>{l.name}</To>}</Table.DataCell>
                      {figures.map((figure) => (
                        <Table.DataCell
                          key={figure}
                          align="right"
                          className="rv-numeric"
                          data-title={t(`journey.load.${figure}`)}
                        >
                          {figure === 'leaderless' && kind === 'team' && mayList && l.leaderless !== 0 ? (
                            <To to="/resor" search={{ teamId: l.id, signal: 'leaderless' }}>
                              {f.count(l.leaderless)}
                            </To>
                          ) : (
                            f.count(l[figure])
                          )}
                        </Table.DataCell>
                      ))}
                    </Table.Row>
                  );
                })}
            </Table.Body>
          </Table>
        </Section>
      ))}
      <BodyShort size="small" className="rv-soft">
        {t('journey.load.explained')}
      </BodyShort>
    </>
  );
}
