import { BodyLong, BodyShort, Heading, InlineMessage, Tabs } from '@navikt/ds-react';
import { z } from 'zod';
import { areaOf } from '#lib/acting.ts';
import { type LeadershipOverview, listLeadership, type OwnRolePost, type Post } from '#organisation/leadership-api.ts';
import { useAddress } from '#ui/address.ts';
import { useAnswer } from '#ui/client.ts';
import { useHatInFull, useHatName } from '#ui/hat.ts';
import { To } from '#ui/link.tsx';
import { Page, Section } from '#ui/page.tsx';
import { Answered, Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { type Area, AreaCard, areas, HatPost } from './area-card.tsx';
import { FillOwnRole, OwnRoleCard } from './own-role-post.tsx';
import { Fill } from './post-view.tsx';
import { useScopeName } from './scope-name.ts';

const state = z.object({ omrade: z.enum(areas).default('process-management') });

/** Co-workership and leadership as three areas over all roads: who leads, and what nobody leads yet (R025, R063, R121). */
export function LeadershipScreen() {
  const { t } = useWords();
  const answer = useAnswer(listLeadership, {});
  return (
    <Page title={t('organisation.leadership')} lead={t('organisation.leadership.lead')} wide>
      <Answered answer={answer}>
        {(overview) =>
          overview.items.length === 0 ? (
            <Empty title={t('organisation.leadership.empty')}>{t('organisation.leadership.empty.text')}</Empty>
          ) : (
            <>
              <Vacancies {...overview} />
              <Areas overview={overview} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

const pathOf = ({ scope }: Post) => {
  switch (scope.kind) {
    case 'process':
      return `/processer/${scope.processId}`;
    case 'team':
      return `/team/${scope.teamId}`;
    case 'unit':
    case 'organisation':
      return '/organisation';
  }
};

const isEmpty = ({ role, holders }: OwnRolePost) => role.endedAt === null && holders.length === 0;

function Vacancies({ vacant, alsoVacant, ownRoles }: LeadershipOverview) {
  const { t } = useWords();
  const empty = ownRoles.filter(isEmpty);
  return (
    <Section title={t('organisation.vacant')}>
      {vacant.length === 0 ? (
        <InlineMessage status="success">{t('organisation.vacant.none')}</InlineMessage>
      ) : (
        <Posts posts={vacant} />
      )}
      {alsoVacant.length + empty.length > 0 && (
        <>
          <BodyShort>{t('organisation.vacant.also', { n: alsoVacant.length + empty.length })}</BodyShort>
          <Posts posts={alsoVacant} ownRoles={empty} />
        </>
      )}
    </Section>
  );
}

function Posts({ posts, ownRoles = [] }: { posts: readonly Post[]; ownRoles?: readonly OwnRolePost[] }) {
  const hatName = useHatName();
  const inFull = useHatInFull();
  const scopeName = useScopeName();
  return (
    <ul className="rv-names">
      {posts.map((post) => (
        <li key={`${post.hat} ${JSON.stringify(post.scope)}`}>
          <span>
            <strong>{hatName(post.hat)}</strong> <To to={pathOf(post)}>{scopeName(post.scope, post.scopeName)}</To>
          </span>
          <Fill post={post} />
        </li>
      ))}
      {ownRoles.map((post) => (
        <li key={post.role.id}>
          <strong>{inFull(post.role.hat, post.role.id)}</strong>
          <FillOwnRole post={post} />
        </li>
      ))}
    </ul>
  );
}

function Areas({ overview }: { overview: LeadershipOverview }) {
  const { t } = useWords();
  const [{ omrade }, set] = useAddress(state);
  const vacant = (area: Area) =>
    [...overview.vacant, ...overview.alsoVacant].filter(({ hat }) => areaOf[hat] === area).length +
    overview.ownRoles.filter((post) => post.role.area === area && isEmpty(post)).length;
  return (
    <Tabs value={omrade} onChange={(area) => set({ omrade: area as Area }, { push: true })} size="small">
      <Tabs.List>
        {areas.map((area) => (
          <Tabs.Tab
            key={area}
            value={area}
            label={
              vacant(area) === 0
                ? t(`organisation.area.${area}`)
                : t('organisation.area.vacant', { area: t(`organisation.area.${area}`), n: vacant(area) })
            }
          />
        ))}
      </Tabs.List>
      {areas.map((area) => (
        <Tabs.Panel key={area} value={area} className="le-panel" lazy>
          <BodyLong className="rv-lead">{t(`organisation.area.${area}.text`)}</BodyLong>
          {area === 'process-management' && overview.items[0] && (
            <dl className="le-posts">
              <HatPost post={overview.items[0].process.support} />
            </dl>
          )}
          <div className="rv-cards">
            {overview.items.map((item) => (
              <AreaCard
                key={item.processId}
                area={area}
                item={item}
                support={false}
                title={
                  <To to={`/processer/${item.processId}`} search={{ flik: 'ansvar' }}>
                    {item.name}
                  </To>
                }
              />
            ))}
          </div>
          <OwnRoles posts={overview.ownRoles.filter(({ role }) => role.area === area)} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** The roles that the organisation has added to the area (R067). */
function OwnRoles({ posts }: { posts: readonly OwnRolePost[] }) {
  const { t } = useWords();
  return (
    <>
      <Heading level="3" size="small">
        {t('organisation.roles.own')}
      </Heading>
      <BodyLong className="rv-lead">
        {posts.length === 0 ? t('organisation.roles.own.none') : t('organisation.roles.own.lead')}{' '}
        <To to="/rollkatalog">{t('organisation.roles.own.catalogue')}</To>
      </BodyLong>
      {posts.length > 0 && (
        <div className="rv-cards">
          {posts.map((post) => (
            <OwnRoleCard key={post.role.id} post={post} />
          ))}
        </div>
      )}
    </>
  );
}
