import './foot.css';
import { To } from './link.tsx';
import { useWords } from './words.ts';

/**
 * The quiet foot of every page, signed in or not: where one says what one cannot use (DOS-lagen 2018:1937). `page` is what
 * the report is filled in with: the path of the page, or what it is called.
 */
export function Foot({ page }: { page?: string }) {
  const { t } = useWords();
  return (
    <footer className="rv-foot">
      <To to="/tillganglighet" search={{ sida: page }}>
        {t('organisation.accessibility')}
      </To>
    </footer>
  );
}
