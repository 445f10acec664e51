const DAY_MILLISECONDS = 86_400_000

/** Whether a call cannot have ended then, in milliseconds since 1970: clocks of SIP servers go wrong, but not by a day. */
export const isBeyond = (ended: number, now: Date): boolean => ended > now.getTime() + DAY_MILLISECONDS
