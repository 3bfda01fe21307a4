import { ChevronDownIcon } from '@navikt/aksel-icons';
import { ActionMenu } from '@navikt/ds-react';
import { assert } from '#lib/result.ts';
import { hasDrafts } from '#ui/draft.ts';
import { shortName } from '#ui/format.ts';
import { useHatInFull, useHatName } from '#ui/hat.ts';
import { useSession } from '#ui/session.ts';
import { locales, themeChoices, useTheme } from '#ui/theme.tsx';
import { useWords } from '#ui/words.ts';
import { useHatChange, useSignOut } from './hat-change.ts';

/** Who one is and which hat one wears, always seen; the other hats, language, appearance and sign-out behind it. */
export function PersonMenu({
  open,
  onOpenChange,
  onShortcuts,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onShortcuts: () => void;
}) {
  const { t, locale, setLocale } = useWords();
  const { choice, setChoice } = useTheme();
  const { person, acting, hats } = useSession();
  const hatName = useHatName();
  const inFull = useHatInFull();
  const change = useHatChange();
  const leave = useSignOut();
  assert(person !== null && acting !== null, 'the shell is shown to someone who wears a hat');
  const worn = hats.find(({ assignmentId }) => assignmentId === acting.assignmentId);
  return (
    <ActionMenu open={open} onOpenChange={onOpenChange}>
      <ActionMenu.Trigger>
        <button type="button" className="rv-person" aria-keyshortcuts="Alt+H">
          <span className="rv-sr-only">{t('shell.person')}: </span>
          <span className="rv-person-words">
            <span className="rv-person-name">{person.name}</span>
            <span className="rv-person-hat">
              {hatName(acting.hat, acting.ownRoleId)}
              {worn !== undefined && worn.scope.kind !== 'organisation' && (
                <span className="rv-person-scope"> · {shortName(worn.scopeName)}</span>
              )}
            </span>
          </span>
          <ChevronDownIcon aria-hidden fontSize="1.25rem" />
        </button>
      </ActionMenu.Trigger>
      <ActionMenu.Content align="end">
        <ActionMenu.RadioGroup
          label={t('shell.hat.change')}
          value={acting.assignmentId}
          onValueChange={(assignmentId) => {
            if (assignmentId !== acting.assignmentId) change.mutate({ body: { assignmentId } });
          }}
        >
          {hats.map((hat) => (
            <ActionMenu.RadioItem key={hat.assignmentId} value={hat.assignmentId}>
              <span>
                {inFull(hat.hat, hat.ownRoleId)}
                <span className="rv-menu-detail">
                  {hat.scope.kind === 'organisation' ? t('organisation.scope.organisation') : hat.scopeName}
                </span>
              </span>
            </ActionMenu.RadioItem>
          ))}
        </ActionMenu.RadioGroup>
        <ActionMenu.Divider />
        <ActionMenu.RadioGroup
          label={t('shell.language')}
          value={locale}
          onValueChange={(value) => setLocale(locales.find((l) => l === value) ?? 'sv')}
        >
          {locales.map((value) => (
            <ActionMenu.RadioItem key={value} value={value} lang={value}>
              {t(`shell.language.${value}`)}
            </ActionMenu.RadioItem>
          ))}
        </ActionMenu.RadioGroup>
        <ActionMenu.Divider />
        <ActionMenu.RadioGroup
          label={t('shell.theme')}
          value={choice}
          onValueChange={(value) => setChoice(themeChoices.find((c) => c === value) ?? 'system')}
        >
          {themeChoices.map((value) => (
            <ActionMenu.RadioItem key={value} value={value}>
              {t(`shell.theme.${value}`)}
            </ActionMenu.RadioItem>
          ))}
        </ActionMenu.RadioGroup>
        <ActionMenu.Divider />
        <ActionMenu.Item onSelect={onShortcuts} shortcut="?">
          {t('shell.shortcuts')}
        </ActionMenu.Item>
        <ActionMenu.Item onSelect={() => leave.mutate({})}>
          {t(hasDrafts(person.id) ? 'shell.sign-out.drafts' : 'shell.sign-out')}
        </ActionMenu.Item>
      </ActionMenu.Content>
    </ActionMenu>
  );
}
