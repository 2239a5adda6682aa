/** No mail is ever delivered below `.invalid` (RFC 2606). */
const DOMAIN = '@demonstration.invalid'

/** The address of one of the demonstration's people. */
export const demonstrationAddress = (account: string) => `${account}${DOMAIN}`

/** Whether an address is that of one of the demonstration's people. */
export const isDemonstrationAddress = (email: string) => email.toLowerCase().endsWith(DOMAIN)
