import { m } from '#lib/paraglide/messages.js'
import type { Organisation, Role } from '#lib/session.svelte.ts'

/** What a role in the marketplace is called. */
export function roleName(role: Role): string {
  return { firm: m.role_firm, buyer: m.role_buyer, operator: m.role_operator, laboratory: m.role_laboratory }[
    role
  ]()
}

/** What a member's right in an organisation is called. */
export function memberName(member: Organisation['member']): string {
  return { owner: m.member_owner, editor: m.member_editor, viewer: m.member_viewer }[member]()
}
