/** What a key may be allowed to do. */
export const scopeNames = ['read', 'needs', 'profile', 'sourcing', 'contracts', 'documents'] as const
export type Scope = (typeof scopeNames)[number]

/** The tags of routes that a key may read by. */
const readable = new Set([
  'catalogue',
  'towns',
  'search',
  'firms',
  'overview',
  'matches',
  'needs',
  'profile',
  'possibilities',
  'reading',
  'tables',
  'procedures',
  'tenders',
  'sourcing',
  'contracts',
  'documents',
  'notifications',
  'log',
  'keys',
  'open data',
])

/** The tags of routes that write nothing, whatever their method. */
const computing = new Set(['possibilities', 'reading'])

/** The scopes that open the writing routes of a tag. What is not here is for people: accounts, members, keys, mail. */
const writable = new Map<string, Scope[]>([
  ['needs', ['needs']],
  ['procedures', ['needs']],
  ['matches', ['needs']],
  ['profile', ['profile']],
  ['tables', ['needs', 'profile']],
  ['sourcing', ['sourcing']],
  ['contracts', ['contracts']],
  ['documents', ['documents']],
])

/** Whether a key with these scopes may call a route, by its method and its tags. */
export function mayCall(scopes: readonly string[], method: string, tags: readonly string[]): boolean {
  const reads = ['GET', 'HEAD'].includes(method)
  return tags.some(tag =>
    reads || computing.has(tag)
      ? readable.has(tag) && scopes.includes('read')
      : (writable.get(tag) ?? []).some(scope => scopes.includes(scope)),
  )
}

/** Whether scopes let a key write anything. */
export const writes = (scopes: readonly Scope[]) => scopes.some(scope => scope !== 'read')
