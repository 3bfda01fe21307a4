import { BodyShort, Button, Heading, InlineMessage } from '@navikt/ds-react';
import { useState } from 'react';
import type { OwnRolePost } from '#organisation/leadership-api.ts';
import { useFormat } from '#ui/format.ts';
import { useHatName, useRoleName } from '#ui/hat.ts';
import { To } from '#ui/link.tsx';
import { useWords } from '#ui/words.ts';
import { FillRole } from './fill-role.tsx';
import { useScopeName } from './scope-name.ts';

/** A role of the organisation's own: what it is for, whose rights it carries, and who wears it for what (R067). */
export function OwnRoleCard({ post }: { post: OwnRolePost }) {
  const { t } = useWords();
  const format = useFormat();
  const scopeName = useScopeName();
  const { role } = post;
  const name = useRoleName()(role);
  const hat = useHatName()(role.hat);
  const since = (holder: OwnRolePost['holders'][number]) =>
    holder.until === null
      ? t('organisation.post.since', { date: format.date(holder.since) })
      : t('organisation.post.since-until', { date: format.date(holder.since), until: format.date(holder.until) });
  return (
    <section className="rv-card le-own" data-area={role.area}>
      <Heading level="4" size="xsmall">
        {name}
      </Heading>
      <BodyShort size="small">{role.purpose}</BodyShort>
      <BodyShort size="small" className="rv-soft">
        {role.endedAt === null
          ? t('organisation.role.carries', { hat })
          : t('organisation.role.ended-on', { date: format.date(role.endedAt) })}
      </BodyShort>
      {post.holders.length > 0 && (
        <ul className="rv-plain-list le-holders">
          {post.holders.map((holder) => (
            <li key={`${holder.personId} ${holder.since} ${JSON.stringify(holder.scope)}`}>
              <To to={`/personer/${holder.personId}`}>{holder.name}</To>
              <span className="rv-soft">{scopeName(holder.scope, holder.scopeName)}</span>
              <span className="rv-soft le-since">{since(holder)}</span>
            </li>
          ))}
        </ul>
      )}
      {post.coming.map((holder) => (
        <p className="le-coming" key={`${holder.personId} ${holder.since}`}>
          {t('organisation.post.coming', { name: holder.name, date: format.date(holder.since) })}
        </p>
      ))}
      {(post.holders.length === 0 || post.mayAppoint) && (
        <div className="le-vacant">
          {post.holders.length === 0 && (
            <InlineMessage status="warning" size="small">
              {t('organisation.post.vacant')}
            </InlineMessage>
          )}
          <FillOwnRole post={post} />
        </div>
      )}
    </section>
  );
}

/** The button that gives the role to somebody, for the hats that may. */
export function FillOwnRole({ post: { role, mayAppoint } }: { post: Pick<OwnRolePost, 'role' | 'mayAppoint'> }) {
  const { t } = useWords();
  const name = useRoleName()(role);
  const [filling, setFilling] = useState(false);
  if (!mayAppoint) return null;
  return (
    <>
      <Button
        size="xsmall"
        variant="secondary"
        aria-label={t('organisation.post.fill', { hat: name })}
        onClick={() => setFilling(true)}
      >
        {t('organisation.post.appoint')}
      </Button>
      {filling && <FillRole role={role} onClose={() => setFilling(false)} />}
    </>
  );
}
