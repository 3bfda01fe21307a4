import { BodyLong, Heading, HStack, Skeleton, VStack } from '@navikt/ds-react';
import { createContext, Fragment, type ReactNode, useEffect } from 'react';
import { To } from './link.tsx';
import { useNotice } from './notice.tsx';
import { useWords } from './words.ts';

export interface Crumb {
  readonly to: string;
  readonly text: string;
}

export interface PageProps {
  /** What this page is; it is also the title of the document. Undefined while it isn't known yet. */
  readonly title: string | undefined;
  /** One or two sentences on what one does here. */
  readonly lead?: ReactNode;
  /** Small things beside the heading: a state, a mark. */
  readonly marks?: ReactNode;
  /** The one primary action (a Button or ToButton); others belong in the content. */
  readonly action?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  /** `wide` takes the whole width (maps, strips, lists); else lines are kept readable. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { t } = useWords();
  return (
    <nav aria-label={t('shell.breadcrumbs')} className="rv-crumbs">
      {crumbs.map((crumb, at) => (
        <Fragment key={crumb.to}>
          {at > 0 && <span aria-hidden="true">/</span>}
          <To to={crumb.to}>{crumb.text}</To>
        </Fragment>
      ))}
    </nav>
  );
}

/** On a page whose title isn't known, which is what an error leaves: the error itself is its first heading. */
export const UntitledPage = createContext(false);

/** The frame of every screen: where one is, a heading that says what it is, a lead, one primary action. */
export function Page({ title, lead, marks, action, crumbs = [], wide = false, children }: PageProps) {
  const { t } = useWords();
  const { announce } = useNotice();
  useEffect(() => {
    if (title === undefined) return;
    document.title = `${title} – ${t('shell.product')}`;
    announce(title);
  }, [title, t, announce]);
  return (
    <div className={wide ? 'rv-page rv-page-wide' : 'rv-page'}>
      <header className="rv-page-head">
        {crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
        <div className="rv-page-title">
          <HStack gap="space-12" align="center">
            {title === undefined ? (
              <Heading as="div" size="large" aria-hidden>
                <Skeleton width="14rem" />
              </Heading>
            ) : (
              <Heading level="1" size="large">
                {title}
              </Heading>
            )}
            {marks}
          </HStack>
          {action}
        </div>
        {lead !== undefined && <BodyLong className="rv-lead">{lead}</BodyLong>}
      </header>
      <UntitledPage value={title === undefined}>
        <VStack gap="space-24">{children}</VStack>
      </UntitledPage>
    </div>
  );
}

/** A part of a page under a heading of its own. */
export function Section({
  title,
  action,
  children,
  level = '2',
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
  level?: '2' | '3';
}) {
  return (
    <section className="rv-section">
      <HStack gap="space-12" justify="space-between" align="center">
        <Heading level={level} size={level === '2' ? 'small' : 'xsmall'}>
          {title}
        </Heading>
        {action}
      </HStack>
      {children}
    </section>
  );
}

/** Name and value pairs: key facts of a thing. */
export function Facts({ items }: { items: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="rv-facts">
      {items.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
