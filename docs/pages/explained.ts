export const subjects: Readonly<Record<string, string>> = {}
export const explained: Readonly<Record<string, string>> = {}
