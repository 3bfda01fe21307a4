import { Link as AkselLink, Button, type ButtonProps } from '@navikt/ds-react';
import { Link as RouterLink } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export interface ToProps {
  /** A path of our own with its ids filled in, such as `/personer/…`. */
  readonly to: string;
  readonly search?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly children: ReactNode;
}

const searchOf = (search: ToProps['search']) => (search === undefined ? {} : { search: { ...search } as never });

/** A link to another page of ours. */
export function To({ to, search, children, ...rest }: ToProps & { className?: string; 'aria-label'?: string }) {
  return (
    <AkselLink as={RouterLink} to={to} {...searchOf(search)} {...rest}>
      {children}
    </AkselLink>
  );
}

/** A link that looks like a button: for the primary action of a page when it leads to another page. */
export function ToButton({ to, search, children, ...rest }: ToProps & Pick<ButtonProps, 'variant' | 'size' | 'icon'>) {
  return (
    <Button as={RouterLink} to={to} {...searchOf(search)} {...rest}>
      {children}
    </Button>
  );
}
