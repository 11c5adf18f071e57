// What results are made of.
import { inputRequired } from '@modelcontextprotocol/server';

export const text = (words) => ({ type: 'text', text: words });
export const said = (...content) => ({ content });
export const form = (properties) => ({ type: 'object', properties, required: Object.keys(properties) });

/** Asks the user to fill in a form; for a result that needs input. */
export const question = (message, properties) =>
  inputRequired.elicit({ message, requestedSchema: form(properties) });
