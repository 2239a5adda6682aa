/** What a body is about. */
export interface Subject {
  kind: string
  id: string
}

/** Something that happened, as a target is told: what and where, by ids. Who calls the API with a key reads the rest there. */
export interface Fact {
  type: string
  /** ISO, UTC. */
  at: string
  subject: Subject | null
  /** The page of it. */
  path: string
  /** The number of the notification that told it; null for what is in the log. */
  notification: number | null
}

const field = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined
const text = (data: unknown, name: string) => {
  const value = field(data, name)
  return typeof value === 'string' ? value : null
}

const folders: Record<string, string> = { need: '/needs', tender: '/tenders', contract: '/buyer/contracts' }

/** The page of what an event of the log is about. */
export function pathOf({ kind, id }: Subject, isOwnAsFirm = false): string {
  const folder = kind === 'contract' && isOwnAsFirm ? '/firm/contracts' : folders[kind]
  return folder === undefined ? '/' : `${folder}/${id}`
}

/** What a notification is about, and where one reads of it. */
export function aboutNotice(needId: string | null, data: unknown): { subject: Subject | null; path: string } {
  const contract = field(data, 'contract')
  const contractId = text(contract, 'id')
  if (contractId !== null) {
    const subject = { kind: 'contract', id: contractId }
    return { subject, path: pathOf(subject, text(contract, 'side') === 'firm') }
  }
  const tenderId = text(field(data, 'tender'), 'id')
  if (tenderId !== null) {
    const subject = { kind: 'tender', id: tenderId }
    return { subject, path: pathOf(subject) }
  }
  const thread = text(data, 'thread')
  if (thread !== null) return { subject: { kind: 'thread', id: thread }, path: `/messages/${thread}` }
  if (needId === null) return { subject: null, path: '/' }
  const subject = { kind: 'need', id: needId }
  return { subject, path: pathOf(subject) }
}

/** The body of a delivery, as it is signed and sent: of no text, name or price. */
export function bodyOf(
  { type, at, subject, path, notification }: Fact,
  { organisationId, sequence, publicUrl }: { organisationId: string; sequence: number; publicUrl: string },
): string {
  return JSON.stringify({
    type,
    timestamp: at,
    data: { organisation: organisationId, sequence, subject, url: `${publicUrl}${path}`, notification },
  })
}
