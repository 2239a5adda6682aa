export async function load({ parent }) {
  const { organisation } = await parent()
  return { organisation }
}
