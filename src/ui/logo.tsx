/** The mark: a road that winds from a need to the sun at its end. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0f766e" />
      <path
        d="M7 24c0-6 4-7 8-8s8-3 8-8"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeDasharray="5 4.5"
      />
      <circle cx="7.5" cy="24.5" r="3" fill="#fff" />
      <circle cx="23.5" cy="7.5" r="3.5" fill="#fcd34d" />
    </svg>
  );
}
