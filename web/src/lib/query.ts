/** An address with some of its query changed; null takes an entry away. */
export function withQuery(
  url: { pathname: string; searchParams: { toString(): string } },
  changes: Record<string, string | null>,
): string {
  const next = new URLSearchParams(url.searchParams.toString())
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  const query = next.toString()
  return query === '' ? url.pathname : `${url.pathname}?${query}`
}
