use std::env;
use std::error::Error;

use futures_util::TryStreamExt;
use progenitor_client::{ByteStream, Error as ClientError, ResponseValue};
use regress::Regex;
use reqwest::header::{AUTHORIZATION, ETAG, HeaderMap, LINK};
use roster::Client;
use roster::types::{Age, ContactContent, Problem, User};
use uuid::Uuid;

mod roster {
    progenitor::generate_api!(spec = "openapi-3.0.json", interface = Builder);
}

type Answer<T> = Result<ResponseValue<T>, ClientError<ByteStream>>;

/// The problem that was answered, in one line; an error where there is none.
async fn refusal_of<T>(answer: Answer<T>) -> Result<String, Box<dyn Error>> {
    let body = match answer {
        Err(ClientError::ErrorResponse(answer)) => answer.into_inner().into_inner(),
        Err(error) => return Err(error.into()),
        Ok(_) => return Err("This was to be refused.".into()),
    };
    let chunks: Vec<_> = body.try_collect().await?;
    let problem: Problem = serde_json::from_slice(&chunks.concat())?;
    let mut parts = vec![format!("{} {}", problem.status, problem.type_.as_str())];
    for field in &problem.errors {
        let place = (field.pointer.as_deref())
            .or(field.parameter.as_deref())
            .or(field.header.as_deref());
        let place = place.map_or("", |place| place);
        parts.push(format!("{place} {}", field.code.as_str()));
    }
    Ok(parts.join(", "))
}

fn in_words(user: &User) -> String {
    format!("{}, {}", user.name.as_str(), *user.age)
}

fn names_of(users: &[User]) -> String {
    let names: Vec<&str> = users.iter().map(|user| user.name.as_str()).collect();
    names.join(", ")
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = env::var("ROSTER_URL").unwrap_or("http://localhost:5000".into());
    let key = env::var("ROSTER_KEY").unwrap_or_default();
    let headers = HeaderMap::from_iter([(AUTHORIZATION, format!("Bearer {key}").parse()?)]);
    let http = reqwest::Client::builder()
        .default_headers(headers)
        .build()?;
    let roster = Client::new_with_client(&address, http);

    // List, page by page: the cursor of the next one is in `Link`.
    let next = Regex::new(r#"[?&]cursor=([\w.-]+)[^>]*>; rel="next""#)?;
    let mut users: Vec<User> = vec![];
    let mut request = roster.list_users().limit(1);
    loop {
        let page = request.send().await?;
        let link = page
            .headers()
            .get(LINK)
            .map_or(Ok(""), |link| link.to_str())?;
        let cursor = next
            .find(link)
            .map(|found| link[found.group(1).unwrap()].to_string());
        users.extend(page.into_inner().0);
        let Some(cursor) = cursor else { break };
        request = roster.list_users().limit(1).cursor(cursor);
    }
    println!("listed: {}", names_of(&users));

    // Filter.
    let found = roster.list_users().name("al").send().await?;
    println!("filtered: {}", names_of(&found));

    // Create. Whoever repeats this with the same key creates nobody twice.
    let request = roster
        .create_user()
        .idempotency_key(Uuid::new_v4().to_string());
    let created = request
        .body_map(|user| user.name("Carol").age(41))
        .send()
        .await?;
    println!("created: {}", in_words(&created));
    let id = *created.id;

    // Read, and keep the entity tag.
    let read = roster.get_user().user_id(id).send().await?;
    let tag = read
        .headers()
        .get(ETAG)
        .ok_or("There is no entity tag.")?
        .to_str()?;
    println!("read: {}", in_words(&read));

    // Change what was read. The second change is refused: the tag stands for Carol as she was before the first.
    let change = || roster.update_user().user_id(id).if_match(tag);
    let changed = change().body_map(|user| user.age(Age(42))).send().await?;
    println!("changed: {}", in_words(&changed));
    let outdated = change().body_map(|user| user.age(Age(43))).send().await;
    println!("outdated: {}", refusal_of(outdated).await?);

    // Every invalid field is named, in a query and in a body.
    let invalid = roster.list_users().limit(501).min_age(151).send().await;
    println!("invalid query: {}", refusal_of(invalid).await?);
    let invalid = roster
        .create_user()
        .body_map(|user| user.name("Dave").age(151))
        .send()
        .await;
    println!("invalid body: {}", refusal_of(invalid).await?);

    // Store a contact and read it. No two users have the same e-mail address.
    let content = ContactContent {
        email: Some("carol@example.com".parse()?),
        phone: Some("+493012345678".parse()?),
    };
    roster
        .put_contact()
        .user_id(id)
        .body(content.clone())
        .send()
        .await?;
    let contact = roster.get_contact().user_id(id).send().await?;
    let email = contact.email.as_ref().map_or("", |email| email.as_str());
    let phone = contact.phone.as_ref().map_or("", |phone| phone.as_str());
    println!("contact: {email}, {phone}");
    let taken = roster
        .put_contact()
        .user_id(*users[0].id)
        .body(content)
        .send()
        .await;
    println!("taken: {}", refusal_of(taken).await?);

    // Delete, contact included.
    roster.delete_user().user_id(id).send().await?;
    println!(
        "deleted: {}",
        refusal_of(roster.get_user().user_id(id).send().await).await?
    );
    Ok(())
}
