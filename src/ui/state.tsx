import { BodyLong, BodyShort, Button, Heading, LocalAlert, Skeleton, VStack } from '@navikt/ds-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useContext } from 'react';
import type { Problem } from '#lib/operation.ts';
import { useFormat } from './format.ts';
import { ToButton } from './link.tsx';
import { UntitledPage } from './page.tsx';
import { isWordKey, useWords, type WordValues } from './words.ts';

/** Grey bars where the content will be, so that nothing jumps when it comes. */
export function Loading({ rows = 6, height = 40 }: { rows?: number; height?: number }) {
  const { t } = useWords();
  return (
    <VStack gap="space-8" aria-busy="true" className="rv-loading">
      <span className="rv-sr-only">{t('shell.loading')}</span>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
        <Skeleton key={key} variant="rounded" height={height} />
      ))}
    </VStack>
  );
}

const isoTime = /^\d{4}-\d\d-\d\dT/;

function useProblemValues(): (problem: Problem) => WordValues {
  const { t } = useWords();
  const format = useFormat();
  const words = (value: unknown): string => {
    const text = String(value);
    const hat = `hat.${text}`;
    const scope = `organisation.scope.${text}`;
    if (isWordKey(hat)) return t(hat);
    if (isWordKey(scope)) return t(scope);
    return isoTime.test(text) ? format.date(text) : text;
  };
  /** A field by its name in forms, else by the name that a program knows it by. */
  const field = (path: unknown): string => {
    const name = String(path).split(/[/.]/).at(-1) ?? '';
    const key = `shell.field.${name}`;
    return isWordKey(key) ? t(key) : String(path);
  };
  return ({ data = {} }) => {
    const values: Record<string, string | number> = {};
    for (const [key, value] of Object.entries(data))
      if (typeof value === 'number') values[key] = value;
      else if (Array.isArray(value))
        values[key] = value.map((v) => (v?.path === undefined ? words(v) : field(v.path))).join(', ');
      else values[key] = words(value);
    return values;
  };
}

/** What a problem is called, why it happened and what to do, in the words of the interface. */
export function useProblemWords(): (problem: Problem) => { title: string; why: string; remedy: string } {
  const { t } = useWords();
  const valuesOf = useProblemValues();
  return (problem) => {
    const known = isWordKey(`refusal.${problem.tag}`) ? problem.tag : 'bug';
    const values = valuesOf(problem);
    const say = (end: '' | '.why' | '.do') => {
      const key = `refusal.${known}${end}`;
      return isWordKey(key) ? t(key, values) : '';
    };
    return { title: say(''), why: say('.why'), remedy: say('.do') };
  };
}

/** What happened, what was saved, what to do; with a retry where trying again can help. */
export function ProblemView({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t } = useWords();
  const words = useProblemWords()(problem);
  const fault = problem.status === 0 || problem.status >= 500;
  const untitled = useContext(UntitledPage);
  return (
    <LocalAlert status={fault ? 'error' : 'warning'} role="alert" size="small">
      <LocalAlert.Header>
        {untitled ? (
          <LocalAlert.Title as="div">
            <Heading level="1" size="small">
              {words.title}
            </Heading>
          </LocalAlert.Title>
        ) : (
          <LocalAlert.Title as="h2">{words.title}</LocalAlert.Title>
        )}
      </LocalAlert.Header>
      <LocalAlert.Content>
        <BodyLong size="small">
          {words.why} {words.remedy}
        </BodyLong>
        {problem.tag === 'bug' && problem.instance !== undefined && (
          <BodyShort size="small" className="rv-mono">
            {problem.instance.replace('urn:uuid:', '')}
          </BodyShort>
        )}
        {onRetry !== undefined && (
          <Button
            type="button"
            size="small"
            variant="secondary"
            data-color="neutral"
            onClick={onRetry}
            className="rv-gap-top"
          >
            {t('shell.retry')}
          </Button>
        )}
      </LocalAlert.Content>
    </LocalAlert>
  );
}

/** Nothing here yet: what this place is for and what to do first. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: { to: string; text: string } | ReactNode;
}) {
  const link = typeof action === 'object' && action !== null && 'to' in action && 'text' in action ? action : undefined;
  return (
    <div className="rv-empty">
      <Heading level="2" size="xsmall">
        {title}
      </Heading>
      {children !== undefined && <BodyLong>{children}</BodyLong>}
      {link !== undefined ? (
        <ToButton to={link.to} variant="secondary">
          {link.text}
        </ToButton>
      ) : (
        (action as ReactNode)
      )}
    </div>
  );
}

/** An answer on the screen: grey bars until it comes, the problem if it doesn't, the content when it is there. */
export function Answered<T>({
  answer,
  loading,
  children,
}: {
  answer: Pick<UseQueryResult<T, Problem>, 'data' | 'error' | 'refetch'>;
  loading?: ReactNode;
  children: (value: T) => ReactNode;
}) {
  if (answer.data !== undefined) return <>{children(answer.data)}</>;
  if (answer.error?.tag === 'invalid-input')
    // What is read by an address that can't be right isn't there; nobody has filled in anything.
    return <ProblemView problem={{ ...answer.error, tag: 'not-found' }} />;
  if (answer.error?.status === 404 || answer.error?.status === 403)
    // Trying again would give the same answer; the way on is back to the list, or another hat.
    return <ProblemView problem={answer.error} />;
  if (answer.error) return <ProblemView problem={answer.error} onRetry={() => void answer.refetch()} />;
  return <>{loading ?? <Loading />}</>;
}
