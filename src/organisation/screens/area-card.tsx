import { BodyShort, Heading } from '@navikt/ds-react';
import type { ReactNode } from 'react';
import type { ManagementArea } from '#lib/acting.ts';
import type { Leadership, Post } from '#organisation/leadership-api.ts';
import { useHatName } from '#ui/hat.ts';
import { To } from '#ui/link.tsx';
import { useWords } from '#ui/words.ts';
import './leadership.css';
import { PostView } from './post-view.tsx';

export type Area = Exclude<ManagementArea, 'governance'>;
export const areas = [
  'process-management',
  'resource-management',
  'work-management',
] as const satisfies readonly Area[];

/** One management area of one road: who leads it there, with what is vacant said. */
export function AreaCard({
  area,
  item,
  title,
  support = true,
}: {
  area: Area;
  item: Leadership;
  title: ReactNode;
  /** Process support is one for all roads: left out where many roads are shown, since it would be said with each. */
  support?: boolean;
}) {
  return (
    <section className="rv-card le-card" data-area={area}>
      <Heading level="3" size="xsmall">
        {title}
      </Heading>
      <AreaContent area={area} item={item} support={support} />
    </section>
  );
}

function AreaContent({ area, item, support }: { area: Area; item: Leadership; support: boolean }) {
  switch (area) {
    case 'process-management':
      return (
        <dl className="le-posts">
          <HatPost post={item.process.owner} />
          <HatPost post={item.process.leaders} />
          {support && <HatPost post={item.process.support} />}
        </dl>
      );
    case 'resource-management':
      return <Units item={item} />;
    case 'work-management':
      return <Work item={item} />;
  }
}

/** A hat and who wears it. */
export function HatPost({ post }: { post: Post }) {
  const hatName = useHatName();
  return (
    <div>
      <dt>{hatName(post.hat)}</dt>
      <dd>
        <PostView post={post} />
      </dd>
    </div>
  );
}

/** Whose people travel the road, and who owns those resources. */
function Units({ item }: { item: Leadership }) {
  const { t } = useWords();
  const hatName = useHatName();
  if (item.resource.units.length === 0)
    return <BodyShort className="rv-soft">{t('organisation.leadership.units.none')}</BodyShort>;
  return (
    <dl className="le-posts">
      {item.resource.units.map((unit) => (
        <div key={unit.unitId}>
          <dt>
            {unit.name}
            <span className="le-people">{t('organisation.leadership.people', { n: unit.people })}</span>
          </dt>
          <dd>
            <PostView post={unit.post} />
            {unit.post.holders.length > 0 && unit.post.scopeName !== unit.name && (
              <BodyShort size="small" className="rv-soft">
                {t('organisation.leadership.through', {
                  hat: hatName('resource-owner'),
                  unit: unit.post.scopeName || t('organisation.scope.organisation'),
                })}
              </BodyShort>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Business owner → team leaders → teams (R121), drawn as the levels that it is. */
function Work({ item }: { item: Leadership }) {
  const { t } = useWords();
  return (
    <>
      <dl className="le-posts">
        <HatPost post={item.work.businessOwner} />
      </dl>
      {item.work.teams.length === 0 ? (
        <BodyShort className="rv-soft">{t('organisation.leadership.teams.none')}</BodyShort>
      ) : (
        <>
          <BodyShort size="small" className="rv-soft">
            {t('organisation.leadership.report')}
          </BodyShort>
          <ul className="le-teams">
            {item.work.teams.map((team) => (
              <li key={team.teamId}>
                <To to={`/team/${team.teamId}`}>{team.name}</To>
                <span className="le-people">{t('organisation.leadership.people', { n: team.people })}</span>
                <dl className="le-posts">
                  <HatPost post={team.leader} />
                </dl>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
