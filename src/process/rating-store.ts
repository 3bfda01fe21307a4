import sql from 'sql-template-tag';
import type { Acting } from '#lib/acting.ts';
import type { PersonId, ProcessId } from '#lib/id.ts';
import type { Tx } from '#platform/database.ts';
import type { Answer, RatingValue, Starts } from './rating.ts';
import type { ProcessRating } from './rating-api.ts';

type StoredAnswer = Answer & { readonly personId: PersonId };

/** Everybody's answers on a road, and where the bars begin that were told last. */
export async function answersOn(
  tx: Tx,
  processId: ProcessId,
): Promise<{ answers: readonly StoredAnswer[]; starts: Starts | null }> {
  const answers = await tx.rows<StoredAnswer>(
    sql`select person_id as "personId", value as now, counted, spread from process_rating where process_id = ${processId}`,
  );
  const told = await tx.one<{ starts: Starts }>(
    sql`select starts from process_rating_bars where process_id = ${processId}`,
  );
  return { answers, starts: told?.starts ?? null };
}

/** A person's own answer; null when there is none, or it is withdrawn. */
export async function ownRating(tx: Tx, processId: ProcessId, personId: PersonId): Promise<ProcessRating['own']> {
  const own = await tx.one<NonNullable<ProcessRating['own']>>(
    sql`select value, comment, to_char(rated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "ratedAt"
          from process_rating where process_id = ${processId} and person_id = ${personId} and value is not null`,
  );
  return own ?? null;
}

/** Keeps an answer instead of the one before. A comment that is another than before waits for the next telling. */
export async function keepRating(
  tx: Tx,
  acting: Acting,
  rating: { readonly processId: ProcessId; readonly value: RatingValue; readonly comment: string },
  at: Date,
): Promise<void> {
  const { processId, value, comment } = rating;
  await tx.run(
    sql`insert into process_rating as r (organisation_id, process_id, person_id, value, comment, rated_at, rated_as)
        values (${acting.organisationId}, ${processId}, ${acting.personId}, ${value}, ${comment}, ${at}, ${acting.hat})
        on conflict (organisation_id, process_id, person_id) do update
          set value = excluded.value, comment = excluded.comment, rated_at = excluded.rated_at, rated_as = excluded.rated_as,
              comment_told = r.comment_told and r.comment = excluded.comment`,
  );
}

/** Takes an answer back: its comment at once, its value from what is told with the next telling, and then the row. */
export async function takeBackRating(tx: Tx, acting: Acting, processId: ProcessId, at: Date): Promise<void> {
  const own = sql`process_id = ${processId} and person_id = ${acting.personId}`;
  await tx.run(sql`delete from process_rating where ${own} and counted is null and spread is null`);
  await tx.run(
    sql`update process_rating set value = null, comment = '', comment_told = false, rated_at = ${at}, rated_as = ${acting.hat}
         where ${own}`,
  );
}

/** Writes what has been told anew: the answers as they are after it, and where its bars begin if it has bars of its own. */
export async function setTold(
  tx: Tx,
  acting: Acting,
  processId: ProcessId,
  { answers, starts }: { readonly answers: readonly StoredAnswer[]; readonly starts: Starts | undefined },
): Promise<void> {
  const kept = JSON.stringify(answers);
  await tx.run(
    sql`delete from process_rating r where r.process_id = ${processId}
           and not exists (select from jsonb_to_recordset(${kept}::jsonb) as k("personId" uuid) where k."personId" = r.person_id)`,
  );
  await tx.run(
    sql`update process_rating r set counted = k.counted, spread = k.spread, comment_told = r.value is not null
          from jsonb_to_recordset(${kept}::jsonb) as k("personId" uuid, counted smallint, spread smallint)
         where r.process_id = ${processId} and r.person_id = k."personId"`,
  );
  if (starts === undefined) return;
  await tx.run(
    sql`insert into process_rating_bars (organisation_id, process_id, starts)
        values (${acting.organisationId}, ${processId}, ${JSON.stringify(starts)})
        on conflict (organisation_id, process_id) do update set starts = excluded.starts`,
  );
}

/** The comments that may be read, by the alphabet: their order tells neither who nor when. */
export async function toldComments(tx: Tx, processId: ProcessId): Promise<string[]> {
  const rows = await tx.rows<{ comment: string }>(
    sql`select comment from process_rating where process_id = ${processId} and comment_told and comment <> ''
         order by comment collate "sv-x-icu", comment`,
  );
  return rows.map(({ comment }) => comment);
}
