/** A request, and what is said of its answer beside the body. */
export type Exchange = {
  request: Request
  set: { status?: number | string; headers: Record<string, string | number | undefined> }
}
