// What the pages behind mailed links share. The token stands behind the "#", which is never sent with a request for a page.

export const token = location.hash.slice(1);

const status = document.querySelector('[role="status"]');

/** Says how it stands, aloud too. `mood`: '', 'good' or 'bad'. */
export function say(text, mood = '') {
    status.className = mood;
    status.textContent = text;
}

/** Sends a command; gives what is wrong with it by field, or null when it is done. Says it in plain words. */
export async function send(method, path, body, done) {
    say('One moment …');
    let response;
    let answer;
    try {
        response = await fetch(path, {
            method,
            credentials: 'omit',
            headers: body ? {'Content-Type': 'application/json'} : {},
            body: body ? JSON.stringify(body) : undefined,
        });
        answer = await response.json();
    } catch (unreachable) {
        say('The server could not be reached. Check your connection and try again.', 'bad');
        return {};
    }
    if (response.ok) {
        // The link has done its work: whoever looks over a shoulder later need not see it.
        history.replaceState(null, '', location.pathname);
        say(done, 'good');
        return null;
    }
    const errors = answer.errors ?? {};
    say(Object.values(errors)[0] ?? answer.message ?? 'That did not work.', 'bad');
    return errors;
}

/** Whether there is a token at all; says so if not. */
export function hasToken() {
    if (!token) {
        say('Part of the link is missing. Open it from the mail again, as a whole.', 'bad');
    }
    return token !== '';
}
