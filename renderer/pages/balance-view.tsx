/** Figures over all schools of the round. */
export function BalanceView() {
  return null;
}
