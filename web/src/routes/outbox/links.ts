export type Piece = { text: string } | { text: string; href: string }

/** A mail's text cut at its addresses, so that they can be followed; those of this site stay in this window. */
export function piecesOf(text: string, origin: string): Piece[] {
  return text.split(/(https?:\/\/\S+[^\s.,;:!?)])/).flatMap((part, index) => {
    if (part === '') return []
    if (index % 2 === 0) return [{ text: part }]
    const url = new URL(part)
    // The mail carries the public address; a demonstration opened under another name follows the path here.
    const local =
      url.pathname.startsWith('/auth') ||
      url.pathname.startsWith('/api/auth') ||
      url.pathname.startsWith('/invitations') ||
      url.pathname.startsWith('/mail') ||
      url.pathname.startsWith('/organisations')
    return [{ text: part, href: local ? origin + url.pathname + url.search : part }]
  })
}
