import './accessibility.css';
import { BodyLong, Heading, Link } from '@navikt/ds-react';
import { z } from 'zod';
import { statement, supervisor } from '#organisation/accessibility.ts';
import { useAddress } from '#ui/address.ts';
import { useFormat } from '#ui/format.ts';
import { Page, Section } from '#ui/page.tsx';
import { useSession } from '#ui/session.ts';
import { useWords } from '#ui/words.ts';
import { AccessibilityForm } from './accessibility-form.tsx';

/** `sida`: the page that one came from, which the form is filled in with. */
const came = z.object({ sida: z.string().max(300).optional() });

/**
 * The accessibility statement with its feedback function (DOS-lagen 2018:1937, 13 and 15 §§; D10), for everybody, signed
 * in or not: what is known not to be accessible, what to do instead, how to say so, and who supervises.
 */
export function AccessibilityScreen() {
  const { t } = useWords();
  const format = useFormat();
  const { organisation } = useSession();
  const [{ sida }] = useAddress(came);
  const name = organisation?.name ?? t('organisation.accessibility.nobody');
  return (
    <Page title={t('organisation.accessibility')} lead={t('organisation.accessibility.lead')}>
      <p className="or-access-jump">
        <Link href="#rapportera">{t('organisation.accessibility.to-form')}</Link>
      </p>
      <Section title={t('organisation.accessibility.service')}>
        <BodyLong className="or-access-text">{t('organisation.accessibility.of', { name })}.</BodyLong>
        <BodyLong className="or-access-text">{t('organisation.accessibility.service.text', { name })}</BodyLong>
      </Section>
      <Section title={t('organisation.accessibility.level')}>
        <BodyLong className="or-access-text">{t('organisation.accessibility.level.text')}</BodyLong>
      </Section>
      <Section title={t('organisation.accessibility.lacks')}>
        <ul className="or-access-lacks">
          {statement.shortcomings.map(({ key, criteria }) => (
            <li key={key}>
              <Heading level="3" size="xsmall">
                {t(`organisation.accessibility.lack.${key}`)}
              </Heading>
              <BodyLong>{t(`organisation.accessibility.lack.${key}.what`)}</BodyLong>
              <BodyLong>{t(`organisation.accessibility.lack.${key}.instead`)}</BodyLong>
              {criteria.length > 0 && (
                <p className="rv-soft">{t('organisation.accessibility.criteria', { criteria: criteria.join(', ') })}</p>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('organisation.accessibility.cannot')}>
        <BodyLong className="or-access-text">{t('organisation.accessibility.cannot.text', { name })}</BodyLong>
      </Section>
      <div id="rapportera" tabIndex={-1} className="or-access-form">
        <Section title={t('organisation.accessibility.form')}>
          {organisation === null ? (
            <BodyLong className="or-access-text">{t('organisation.accessibility.form.none')}</BodyLong>
          ) : (
            <AccessibilityForm page={sida ?? ''} organisation={organisation.name} />
          )}
        </Section>
      </div>
      <Section title={t('organisation.accessibility.tested')}>
        <BodyLong className="or-access-text">
          {t('organisation.accessibility.tested.by', {
            assessed: format.date(statement.assessed),
            updated: format.date(statement.updated),
          })}
        </BodyLong>
        <ul className="or-access-text">
          {(['axe', 'keys', 'width', 'not'] as const).map((key) => (
            <li key={key}>{t(`organisation.accessibility.tested.${key}`)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('organisation.accessibility.supervision')}>
        <BodyLong className="or-access-text">{t('organisation.accessibility.supervision.text', { name })}</BodyLong>
        <p className="or-access-jump">
          <Link href={supervisor} rel="noreferrer">
            {t('organisation.accessibility.supervision.link')}
          </Link>
        </p>
      </Section>
    </Page>
  );
}
