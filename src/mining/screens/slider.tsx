import { useEffect, useId, useState } from 'react';

/** A percent slider: follows the hand at once, and asks for a new answer when it is let go or the keys rest. */
export function Slider({
  label,
  value,
  min,
  commit,
}: {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly commit: (value: number) => void;
}) {
  const id = useId();
  const [now, setNow] = useState(value);
  useEffect(() => setNow(value), [value]);
  useEffect(() => {
    if (now === value) return;
    const rest = setTimeout(() => commit(now), 250);
    return () => clearTimeout(rest);
  }, [now, value, commit]);
  return (
    <div className="mining-slider">
      <label htmlFor={id}>
        {label} <output htmlFor={id}>{now} %</output>
      </label>
      <input id={id} type="range" min={min} max={100} value={now} onChange={(e) => setNow(Number(e.target.value))} />
    </div>
  );
}
