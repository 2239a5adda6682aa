const DAY_MILLISECONDS = 86_400_000

/** The ISO date so many calendar days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MILLISECONDS).toISOString().slice(0, 10)
}

/** Whether somebody that was asked by a day has answered, or had its time to. */
export function isAnswered(question: { answer: string | null; due: string } | null, today: string): boolean {
  return question !== null && (question.answer !== null || question.due < today)
}
