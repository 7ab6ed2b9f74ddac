/// Chats in web pages and their modern descendants: JSON in HTTP and in WebSockets. One class a service, each a
/// [earshot.web.WebReader].
///
/// **Covered.** Mattermost ([earshot.dissect.webchat.Mattermost]: web API 4 and its WebSocket), Rocket.Chat
/// ([earshot.dissect.webchat.RocketChat]: DDP in WebSockets and SockJS, REST), Slack
/// ([earshot.dissect.webchat.Slack]: web API, RTM and the clients' WebSocket), Discord
/// ([earshot.dissect.webchat.Discord]: REST, the gateway in JSON, plain or as one zlib stream), Matrix
/// ([earshot.dissect.webchat.Matrix]: the client-server API of all versions, federation). Of each: logins with
/// what they expose, tokens, who and where the ids stand for, messages sent, delivered, edited and taken back,
/// history, reactions, typing, presence, files offered, and recovered where their bytes pass.
///
/// Less of each: Zulip ([earshot.dissect.webchat.Zulip]), Telegram's bots ([earshot.dissect.webchat.TelegramBot]), and
/// of
/// the years when such chats were in clear Facebook ([earshot.dissect.webchat.Facebook]) and Meebo
/// ([earshot.dissect.webchat.Meebo], by the names of its fields alone, so its flows are only probably its own).
///
/// **Not covered.** Calls. Google Talk in Gmail's pages, whose arrays were never described. The gateway of Discord in
/// zstd streams. Teams, Google Chat, Messenger: their content is not
/// publicly described well enough.
///
/// **Recognition.** By the path, which for these services is telling, and by the host where the path is not; the flow
/// is called theirs only when a body or a message has the shape that theirs has.
///
/// **Ids and names.** These protocols speak in ids and tell the names once, often on another connection. What an id
/// stands for is bound ([earshot.dissect.webchat.Directory]) and claimed by who uses it; a party whose name the capture
/// never tells is shown by its id. Who sends is known by its token: its name comes with the login, with a question
/// about oneself, or with the answer that repeats what was sent.
///
/// **Gaps.** Nothing is carried from one message to the next but what ids stand for, so lost messages change nothing
/// but that.
///
/// Sources: the sheet on web chat; the services' public developer documentation.
package earshot.dissect.webchat;
