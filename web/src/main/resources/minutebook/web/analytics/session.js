// Who is logged in, for as long as the tab is open. The token is never in an address.

const KEY = 'minutebook-token';

/** An answer that is no success: what it says, and what is wrong by field. */
export class Refused extends Error {
    constructor(status, answer) {
        super(Object.values(answer.errors ?? {})[0] ?? answer.message ?? 'That did not work.');
        this.status = status;
        this.fields = Object.keys(answer.errors ?? {});
    }
}

export const isLoggedIn = () => sessionStorage.getItem(KEY) !== null;

export function forget() {
    sessionStorage.removeItem(KEY);
}

async function send(path, options) {
    let response;
    try {
        response = await fetch(path, {credentials: 'omit', ...options});
    } catch (unreachable) {
        throw new Refused(0, {message: 'The server could not be reached. Check your connection and try again.'});
    }
    if (!response.ok) {
        throw new Refused(response.status, await response.json().catch(() => ({})));
    }
    return response;
}

export async function logIn(email, password) {
    const response = await send('/auth/login', {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({email, password}),
    });
    sessionStorage.setItem(KEY, (await response.json()).authorization);
}

const withToken = accept => ({
    headers: {Accept: accept, Authorization: `Bearer ${sessionStorage.getItem(KEY)}`},
});

export async function logOut() {
    const options = withToken('application/json');
    forget();
    await send('/auth/logout', {method: 'POST', ...options});
}

const address = (chart, filter) => `/api/v1/analytics/${chart}?${new URLSearchParams(filter)}`;

export async function numbers(chart, filter) {
    return (await send(address(chart, filter), withToken('application/json'))).json();
}

export async function csv(chart, filter) {
    return (await send(address(chart, filter), withToken('text/csv'))).blob();
}
