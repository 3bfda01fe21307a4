import { Button, InlineMessage } from '@navikt/ds-react';
import { useState } from 'react';
import type { Post } from '#organisation/leadership-api.ts';
import { useFormat } from '#ui/format.ts';
import { useHatName } from '#ui/hat.ts';
import { To } from '#ui/link.tsx';
import { useWords } from '#ui/words.ts';
import { FillPost } from './fill-post.tsx';
import { useScopeName } from './scope-name.ts';

/** Those who fill a post and since when; a post that nobody fills is said to be vacant, with a way to fill it (R063). */
export function PostView({ post }: { post: Post }) {
  const { t } = useWords();
  const format = useFormat();
  const hatName = useHatName();
  return (
    <div className="le-post">
      {post.holders.length > 0 ? (
        <ul className="rv-plain-list le-holders">
          {post.holders.map((holder) => (
            <li key={`${holder.personId} ${holder.since}`}>
              <To to={`/personer/${holder.personId}`}>{holder.name}</To>
              <span className="rv-soft">
                {holder.ownRoleId !== null && `${hatName(post.hat, holder.ownRoleId)}, `}
                {holder.until === null
                  ? t('organisation.post.since', { date: format.date(holder.since) })
                  : t('organisation.post.since-until', {
                      date: format.date(holder.since),
                      until: format.date(holder.until),
                    })}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <Vacant post={post} />
      )}
      {post.coming.map((holder) => (
        <p className="le-coming" key={`${holder.personId} ${holder.since}`}>
          {t('organisation.post.coming', { name: holder.name, date: format.date(holder.since) })}
        </p>
      ))}
    </div>
  );
}

function Vacant({ post }: { post: Post }) {
  const { t } = useWords();
  return (
    <div className="le-vacant">
      <InlineMessage status="warning" size="small">
        {t('organisation.post.vacant')}
      </InlineMessage>
      <Fill post={post} />
    </div>
  );
}

/** The button that fills a post, for the hats that may. */
export function Fill({ post }: { post: Post }) {
  const { t } = useWords();
  const hat = useHatName()(post.hat);
  const scope = useScopeName()(post.scope, post.scopeName);
  const [filling, setFilling] = useState(false);
  if (!post.mayAppoint) return null;
  return (
    <>
      <Button
        size="xsmall"
        variant="secondary"
        aria-label={t('organisation.post.appoint-to', { hat, scope })}
        onClick={() => setFilling(true)}
      >
        {t('organisation.post.appoint')}
      </Button>
      {filling && <FillPost post={post} onClose={() => setFilling(false)} />}
    </>
  );
}
