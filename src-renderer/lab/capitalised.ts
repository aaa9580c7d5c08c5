/** Words as the beginning of a sentence or a label: "no step was taken" → "No step was taken". */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
