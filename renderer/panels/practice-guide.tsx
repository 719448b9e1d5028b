export function PracticeGuide() {
  return null;
}
