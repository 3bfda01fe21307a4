import { isWordKey, useWords } from '#ui/words.ts';
import { useColumnName } from './import/guard-columns.tsx';

/** A tag of a failure or a rejection in people's words; a tag without words is shown as it is rather than hidden. */
export function useReason(): (tag: string, data?: Readonly<Record<string, unknown>>) => string {
  const { t } = useWords();
  const nameOf = useColumnName();
  return (tag, data = {}) => {
    if (tag === 'identity-numbers') {
      const columns = String(data['columns']).split(', ').map(nameOf).join(', ');
      return t('mining.reason.identity-numbers', { columns });
    }
    if (tag === 'column-unknown' || tag === 'column-needed')
      return t(`mining.reason.${tag}`, { column: nameOf(String(data['column'])) });
    if (tag === 'object-type-unknown' || tag === 'no-events-of-type')
      return t(`mining.reason.${tag}`, { type: String(data['objectType']) });
    if (tag === 'resource-unknown') return t('mining.reason.resource-unknown', { name: String(data['resource']) });
    if (tag === 'ocel-parts-missing') {
      const missing = Array.isArray(data['missing']) ? data['missing'].join(', ') : '';
      return t('mining.reason.ocel-parts-missing', { missing });
    }
    const key = `mining.reason.${tag}`;
    return isWordKey(key) ? t(key) : tag;
  };
}
